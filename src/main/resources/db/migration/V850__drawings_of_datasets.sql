-- The drawing of a dataset is a job: which dataset it draws.
create table dataset_drawings (
  job varchar(60) primary key references jobs (id) on delete cascade,
  -- The folder within the workspace, with slashes.
  dataset varchar(4096) not null
);
