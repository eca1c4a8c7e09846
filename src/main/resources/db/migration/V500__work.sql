-- Work of every kind, in one line. What a kind keeps besides stands in tables of its own, under the same id.
create table jobs (
  id varchar(60) primary key,
  kind varchar(40) not null,
  -- What was asked for, as its kind writes it, and which writing that is; never changes.
  format int not null,
  payload text not null,
  submitted_by varchar(200) not null,
  submitted_at timestamp with time zone not null,
  state varchar(20) not null check (state in ('queued', 'running', 'finished', 'failed', 'cancelled')),
  cancel_requested boolean not null,
  reason text,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  -- Grows each time a worker claims the job: who holds an older number may write nothing more.
  claim int not null,
  -- Processes used since it last got further; too many and the job fails.
  tries int not null,
  fraction double precision not null,
  remaining_millis bigint,
  -- Grows with every change, so that another process sees that there is one, and when it was.
  revision bigint not null,
  changed_at timestamp with time zone not null
);

create index jobs_by_state on jobs (state, submitted_at);
create index jobs_by_change on jobs (changed_at);

-- Which job has which device of which machine. The row stays; its number grows with each lease.
create table device_leases (
  device varchar(100) primary key,
  number bigint not null,
  job varchar(60) references jobs (id),
  since timestamp with time zone not null
);

-- A run is a job: how far it is moves there, what it drew stays.
insert into jobs (id, kind, format, payload, submitted_by, submitted_at, state, cancel_requested,
    reason, started_at, ended_at, claim, tries, fraction, remaining_millis, revision, changed_at)
  select id, 'run', 1, '{}', submitted_by, submitted_at, state, cancel_requested,
    reason, started_at, ended_at, claim, tries, fraction, remaining_millis, revision,
    coalesce(ended_at, started_at, submitted_at)
  from runs;

drop index runs_by_state;
alter table runs drop column submitted_by;
alter table runs drop column submitted_at;
alter table runs drop column state;
alter table runs drop column cancel_requested;
alter table runs drop column reason;
alter table runs drop column started_at;
alter table runs drop column ended_at;
alter table runs drop column claim;
alter table runs drop column tries;
alter table runs drop column fraction;
alter table runs drop column remaining_millis;
alter table runs drop column revision;
alter table runs add constraint runs_are_jobs foreign key (id) references jobs (id);
