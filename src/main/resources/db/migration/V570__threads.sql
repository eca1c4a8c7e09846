-- What people say about something: threads on a topic, and their comments. Nothing is ever removed: a thread outlives
-- what it is about, a comment that is withdrawn keeps its text, and one that is edited keeps what it said before.
create table thread (
  id bigint generated always as identity primary key,
  -- What it is about: experiment, cell, grid-cell, picture, report, epoch; then the experiment, run, report or training,
  -- and which part of it.
  kind varchar(20) not null,
  about varchar(200) not null,
  part varchar(400) not null,
  -- A place on a picture, in fractions of its width and height; a point has no extent.
  spot_x double precision,
  spot_y double precision,
  spot_width double precision,
  spot_height double precision,
  -- What it was called when it was last seen, for when it is gone.
  title varchar(500) not null,
  opened_by varchar(36) not null,
  opened_at timestamp with time zone not null,
  resolved boolean default false not null,
  last_comment bigint default 0 not null
);
create index thread_by_topic on thread (about, kind, part, id);

create table thread_comment (
  id bigint generated always as identity primary key,
  thread bigint not null references thread (id),
  author varchar(36) not null,
  -- Markdown as it was written; whoever is mentioned stands there as @ and their id.
  text varchar(40000) not null,
  written_at timestamp with time zone not null,
  -- Counts the edits, from 0.
  version int default 0 not null,
  edited_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_by varchar(36),
  withdrawn_reason varchar(500),
  -- Named by the form that sent it: what is sent twice counts once.
  sending varchar(36) not null,
  unique (author, sending)
);
create index thread_comment_by_thread on thread_comment (thread, id);

-- What a comment said before it was edited.
create table thread_comment_before (
  comment bigint not null references thread_comment (id),
  version int not null,
  text varchar(40000) not null,
  written_at timestamp with time zone not null,
  primary key (comment, version)
);

create table thread_mention (
  comment bigint not null references thread_comment (id),
  person varchar(36) not null,
  primary key (comment, person)
);

-- Each time that a thread was resolved or reopened.
create table thread_turn (
  id bigint generated always as identity primary key,
  thread bigint not null references thread (id),
  resolved boolean not null,
  person varchar(36) not null,
  turned_at timestamp with time zone not null
);
create index thread_turn_by_thread on thread_turn (thread, id);

-- Who takes part in a thread, having written in it or being mentioned, and the last comment that they have read.
create table thread_member (
  person varchar(36) not null,
  thread bigint not null references thread (id),
  read_to bigint not null,
  primary key (person, thread)
);
create index thread_member_by_thread on thread_member (thread);
