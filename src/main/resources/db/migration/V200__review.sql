-- Scores that people gave. Rows are added and never changed or deleted: a later row of the same
-- person for the same face supersedes the earlier one.
create table scores (
  number bigint generated always as identity primary key,
  experiment varchar(200) not null,
  run varchar(100),
  image_index integer,
  file_name varchar(400) not null,
  archetype varchar(100) not null,
  emotion varchar(100) not null,
  cfg_scale double precision,
  seed bigint,
  withdrawn boolean not null,
  eyes_mouth boolean,
  brows_tension boolean,
  holistic boolean,
  points integer not null check (points between 0 and 3),
  intended_conflict boolean not null,
  note varchar(4000) not null,
  scored_by varchar(200) not null,
  scored_at timestamp with time zone not null,
  recorded_by varchar(200) not null,
  recorded_at timestamp with time zone not null,
  supersedes bigint references scores (number),
  source text
);

create index scores_by_experiment on scores (experiment, number);
create index scores_by_image on scores (run, image_index);
create index scores_by_file on scores (experiment, file_name);
