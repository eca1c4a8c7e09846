-- Points of a face, or the places of four faces from the best down ("3 1 4 2").
alter table blind_answer add column points int;
alter table blind_answer add column ranking varchar(20);
alter table blind_late_answer add column points int;
alter table blind_late_answer add column ranking varchar(20);

-- What lies where in a showing, from left to right, each under a name of its own: as many as the form asks for.
create table blind_shown (
  session varchar(12) not null,
  rater varchar(36) not null,
  position int not null,
  place int not null,
  -- Of the unit: its side.
  picture int not null,
  name varchar(43) not null unique,
  primary key (session, rater, position, place),
  foreign key (session, rater, position) references blind_showing (session, rater, position)
);
insert into blind_shown (session, rater, position, place, picture, name)
  select session, rater, position, 0, case when swapped then 1 else 0 end, left_name from blind_showing;
insert into blind_shown (session, rater, position, place, picture, name)
  select session, rater, position, 1, case when swapped then 0 else 1 end, right_name from blind_showing
  where right_name is not null;
alter table blind_showing drop column swapped;
alter table blind_showing drop column left_name;
alter table blind_showing drop column right_name;
