-- Blind sessions: pictures that people rate without knowing which arm made them. What was fixed at the start is never
-- changed; answers are only added.
create table blind_session (
  id varchar(12) primary key,
  title varchar(200) not null,
  -- checklist or pairs
  form varchar(20) not null,
  -- Raters for each unit.
  ratings int not null,
  -- The size in which every picture of it is shown.
  width int not null,
  height int not null,
  -- SHA-256 of nonce, line feed, mapping. The last two are told to nobody before the close.
  commitment varchar(64) not null,
  nonce varchar(64) not null,
  mapping clob not null,
  opened_by varchar(36) not null,
  opened_at timestamp with time zone not null,
  closed_by varchar(36),
  closed_at timestamp with time zone
);

-- What is compared: the pictures of a model in an experiment.
create table blind_arm (
  session varchar(12) not null references blind_session (id),
  number int not null,
  experiment varchar(200) not null,
  model varchar(500) not null,
  primary key (session, number)
);

-- A unit is what one answer is about: a picture, or a pair of them.
create table blind_unit (
  session varchar(12) not null references blind_session (id),
  number int not null,
  archetype varchar(100) not null,
  emotion varchar(100) not null,
  cfg_scale double precision not null,
  seed bigint not null,
  primary key (session, number)
);

create table blind_picture (
  session varchar(12) not null,
  unit int not null,
  -- 0, or 1 for the second of a pair.
  side int not null,
  arm int not null,
  run varchar(40) not null,
  image_index int not null,
  sha256 varchar(64) not null,
  primary key (session, unit, side),
  foreign key (session, unit) references blind_unit (session, number)
);
create index blind_picture_by_run on blind_picture (run);

create table blind_rater (
  session varchar(12) not null references blind_session (id),
  person varchar(36) not null,
  number int not null,
  -- Since when they could open what tells the arms; empty while they could not.
  not_blind_since timestamp with time zone,
  primary key (session, person)
);
create index blind_rater_by_person on blind_rater (person);

-- What a rater is shown, in their order. The pictures have names of their own for each showing.
create table blind_showing (
  session varchar(12) not null,
  rater varchar(36) not null,
  position int not null,
  unit int not null,
  -- Whether the second of a pair is on the left.
  swapped boolean not null,
  again boolean not null,
  left_name varchar(43) not null unique,
  right_name varchar(43) unique,
  primary key (session, rater, position),
  foreign key (session, rater) references blind_rater (session, person)
);

create table blind_answer (
  number bigint generated always as identity primary key,
  session varchar(12) not null,
  rater varchar(36) not null,
  position int not null,
  -- Named by the browser that sent it: what is sent twice counts once.
  sending varchar(36) not null,
  -- What was answered here meanwhile, on another device, stands; this is kept beside it.
  overtaken boolean not null,
  withdrawn boolean not null,
  cannot_tell boolean not null,
  intended_conflict boolean not null,
  eyes_mouth boolean,
  brows_tension boolean,
  holistic boolean,
  -- left, right, equal, both-bad
  choice varchar(10),
  milliseconds int not null,
  answered_at timestamp with time zone not null,
  foreign key (session, rater, position) references blind_showing (session, rater, position),
  unique (session, rater, sending)
);
create index blind_answer_by_showing on blind_answer (session, rater, position, number);
