-- Faces that the lab drew on purpose, whose parts are known to agree or to contradict each other. They stand among what raters
-- are shown as units of their own, which have no arm; the picture is kept as it was drawn.
create table blind_gold (
  session varchar(12) not null,
  unit int not null,
  -- 0, or more where several faces are compared.
  side int not null,
  -- The emotion of each part.
  eyes varchar(20) not null,
  mouth varchar(20) not null,
  brows varchar(20) not null,
  sha256 varchar(64) not null,
  png blob not null,
  primary key (session, unit, side),
  foreign key (session, unit) references blind_unit (session, number)
);
