-- The runs and what they made.
create table runs (
  id varchar(40) primary key,
  experiment varchar(200) not null,
  cell_id varchar(200) not null,
  model varchar(200) not null,
  spec text not null,
  spec_sha256 varchar(64) not null,
  -- Where a run that came with an experiment lies, below the workspace; null for a run of this lab.
  shipped_in varchar(1000),
  submitted_by varchar(200) not null,
  submitted_at timestamp with time zone not null,
  state varchar(20) not null check (state in ('queued', 'running', 'finished', 'failed', 'cancelled')),
  cancel_requested boolean not null,
  reason text,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  -- Grows each time a worker claims the run: who holds an older number may write nothing more.
  claim int not null,
  -- Engine processes used since the last picture; too many and the run fails.
  tries int not null,
  images_total int not null,
  images_done int not null,
  fraction double precision not null,
  remaining_millis bigint,
  environment text,
  -- Grows with every change, so that another process sees that there is one.
  revision bigint not null
);

create index runs_by_state on runs (state, submitted_at);
create index runs_by_experiment on runs (experiment);

create table run_images (
  run varchar(40) not null references runs (id),
  image_index int not null,
  file_name varchar(300) not null,
  sha256 varchar(64) not null,
  width int not null,
  height int not null,
  created_at timestamp with time zone not null,
  reading text,
  primary key (run, image_index)
);

-- The queue itself, as db-scheduler 16 expects it.
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(100),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures int,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);

create index scheduled_tasks_by_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time asc);
