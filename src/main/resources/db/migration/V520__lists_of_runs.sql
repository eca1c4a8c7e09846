-- What lists say of runs, so that they read no spec: what draws, in the words of a person.
alter table runs add column drawn_by varchar default '' not null;

-- Every file that decides a run's pictures, by its digest: which runs a model is used by.
create table run_files (
  run varchar(40) not null references runs (id),
  sha256 varchar not null,
  primary key (run, sha256)
);
create index run_files_by_file on run_files (sha256, run);

-- Lists come in pages, the newest first, and look for what has ended since.
create index jobs_by_submission on jobs (submitted_at desc, id desc);
create index jobs_by_end on jobs (ended_at);
create index runs_with_pictures on runs (experiment, images_done);

-- A reading is longer than what the database keeps in a row as a large text.
alter table run_images alter column reading varchar;
