-- Which answer a browser knew to stand when it gave this one: what another already replaced does not stand when it comes late.
alter table blind_answer add column knew varchar(36) default '' not null;
create index blind_answer_by_knew on blind_answer (session, rater, knew);

-- What reached the lab after the close: kept apart, counted as a number, and no part of what came out.
create table blind_late_answer (
  number bigint generated always as identity primary key,
  session varchar(12) not null,
  rater varchar(36) not null,
  position int not null,
  sending varchar(36) not null,
  knew varchar(36) not null,
  withdrawn boolean not null,
  cannot_tell boolean not null,
  intended_conflict boolean not null,
  eyes_mouth boolean,
  brows_tension boolean,
  holistic boolean,
  choice varchar(10),
  milliseconds int not null,
  arrived_at timestamp with time zone not null,
  foreign key (session, rater, position) references blind_showing (session, rater, position),
  unique (session, rater, sending)
);
