-- What a run was asked for is long, never changes and is read run by run: it stands apart, so that
-- whatever goes over all runs passes it by. A start that was ended in the middle begins this anew: each
-- statement is kept by itself, and the column goes last.
drop table if exists run_specs;
create table run_specs (
  run varchar(40) not null primary key references runs (id),
  spec varchar not null
);
insert into run_specs (run, spec) select id, spec from runs;

-- That of experiment and pictures says the same, and what is asked of experiments without a look at the rows.
drop index if exists runs_by_experiment;

alter table runs drop column spec;
