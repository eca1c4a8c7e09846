-- What a run was asked for is long, never changes and is read run by run: it stands apart, so that
-- whatever goes over all runs passes it by.
create table run_specs (
  run varchar(40) not null primary key references runs (id),
  spec varchar not null
);
insert into run_specs (run, spec) select id, spec from runs;
alter table runs drop column spec;

-- That of experiment and pictures says the same, and what is asked of experiments without a look at the rows.
drop index runs_by_experiment;
