-- What people did to whole experiments, and that they edited them: the first time, and again after a while without it.
create table experiment_deed (
  id bigint generated always as identity primary key,
  experiment varchar(200) not null,
  -- made, renamed, edited, deleted, restored
  deed varchar(20) not null,
  -- Empty where that is not known: a folder was moved by hand.
  person varchar(36),
  -- What the experiment was called then, for when it is gone.
  title varchar(500) not null,
  done_at timestamp with time zone not null,
  -- Empty as long as the experiment is there; otherwise the deletion that ended it, as for threads.
  ended varchar(300) default '' not null
);
create index experiment_deed_by_time on experiment_deed (done_at);
create index experiment_deed_by_experiment on experiment_deed (experiment, ended, deed, person, done_at);
