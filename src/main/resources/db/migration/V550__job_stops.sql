-- Jobs that were stopped by another than whoever started them, and why.
create table job_stops (
  number bigint generated always as identity primary key,
  job varchar(100) not null,
  person varchar(36) not null,
  reason varchar(1000) not null,
  stopped_at timestamp with time zone not null
);

create index job_stops_of_job on job_stops (job, number);
