-- Until when somebody has seen what happened, in the lab ('') and in each experiment.
create table activity_seen (
  person varchar(36) not null references people (id),
  experiment varchar(200) not null,
  seen_to timestamp with time zone not null,
  primary key (person, experiment)
);
create index scores_by_time on scores (recorded_at);
create index thread_comment_by_time on thread_comment (written_at);
