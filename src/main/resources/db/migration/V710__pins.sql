-- Pins: faces that must not break, and what became of them in what was drawn since. A pin is never removed: whoever
-- unpins it is noted, and what was found of it stays.
create table pin (
  id bigint generated always as identity primary key,
  -- The experiment whose runs are held against it; none where it is the whole lab.
  experiment varchar(200),
  archetype varchar(100) not null,
  emotion varchar(100) not null,
  -- Without the adapters that the prompt names.
  prompt clob not null,
  negative_prompt clob not null,
  cfg_scale double precision not null,
  seed bigint not null,
  -- How it has to be drawn (sampler, steps, size and so on); none where that may be any.
  settings varchar(2000),
  -- people or machine; a machine by its name and the SHA-256 of its weights.
  judge varchar(20) not null,
  judge_name varchar(200),
  judge_sha256 varchar(64),
  -- Points of three that it must keep, and those that the judge gave when it was pinned.
  least int not null,
  seen int,
  reason varchar(1000) not null,
  -- The picture that was pinned.
  run varchar(40) not null,
  image_index int not null,
  pinned_by varchar(36) not null,
  pinned_at timestamp with time zone not null,
  unpinned_by varchar(36),
  unpinned_at timestamp with time zone,
  -- SHA-256 of where it stands and by whom it is judged, while it is pinned: nothing is pinned twice.
  place varchar(64) unique
);

-- What was found when something that was drawn since was held against a pin. Rows are only added; the newest of a pin
-- and a subject counts.
create table pin_finding (
  number bigint generated always as identity primary key,
  pin bigint not null references pin (id),
  -- run, then the run's name; epoch, then the training's name and the folder of its pictures.
  kind varchar(10) not null,
  subject varchar(300) not null,
  -- held, broke, not-judged or not-drawn.
  state varchar(20) not null,
  points int,
  least int not null,
  -- What was found, in words.
  words varchar(2000) not null,
  -- The picture that decided, as its subject names it.
  picture varchar(300),
  -- Why it was looked at: drawn, judged, or the pin was changed.
  cause varchar(20) not null,
  found_at timestamp with time zone not null
);
create index pin_finding_by_subject on pin_finding (kind, subject, pin);
create index pin_finding_by_pin on pin_finding (pin, number);
create index pin_finding_by_time on pin_finding (found_at);

-- Until when all that was drawn and judged has been held against the pins.
create table pin_mark (
  id int primary key,
  held_to timestamp with time zone not null
);
