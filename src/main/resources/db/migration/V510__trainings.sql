-- What jobs of every kind said, line by line.
create table job_lines (
  job varchar(60) not null references jobs (id) on delete cascade,
  number int not null,
  line text not null,
  primary key (job, number)
);

-- A sitting of a training, or the measuring of one: how far its job is beyond what every job says.
-- A training is all sittings of its name; what they made lies in its folder.
create table training_sittings (
  job varchar(60) primary key references jobs (id) on delete cascade,
  name varchar(200) not null,
  -- What it does besides taking steps; empty while it takes them.
  doing text not null,
  -- Whether steps are being taken, so that there is something to lose.
  running boolean not null,
  steps bigint not null,
  total bigint not null,
  -- Where it ended otherwise than its job can say: stopped by itself, or without a word.
  ended_as varchar(20) not null check (ended_as in ('', 'stopped', 'interrupted')),
  -- What it is asked to do after its step.
  save_asked boolean not null,
  sample_asked boolean not null,
  -- What it came to, as its kind writes it.
  result text not null
);

create index training_sittings_by_name on training_sittings (name);
