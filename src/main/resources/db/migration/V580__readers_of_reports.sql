-- Who reads a report, in all its versions, besides its authors and owners of the lab. A report without a row is for
-- the team.
create table report_audience (
  line varchar(100) not null primary key,
  audience varchar(8) not null check (audience in ('team', 'named', 'link'))
);

create table report_reader (
  line varchar(100) not null references report_audience (line),
  person varchar(36) not null references people (id),
  primary key (line, person)
);
