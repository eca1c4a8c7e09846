-- Texts that could not be saved into a cell because somebody else had changed it.
create table notebook_draft (
  experiment varchar(60) not null,
  cell varchar(64) not null,
  person varchar(200) not null,
  text text not null,
  kept_at timestamp with time zone not null,
  primary key (experiment, cell, person)
);
