-- An arm is faces of runs and experiments, all of them or those at some values. Those of before were what one model
-- drew in one experiment.
create table blind_arm_drawn (
  session varchar(12) not null,
  arm int not null,
  experiment varchar(200) not null,
  model varchar(500) not null,
  primary key (session, arm, experiment, model),
  foreign key (session, arm) references blind_arm (session, number)
);
insert into blind_arm_drawn (session, arm, experiment, model)
  select session, number, experiment, model from blind_arm;

alter table blind_arm add column label varchar(4000) default '' not null;
alter table blind_arm add column address varchar(4000) default '' not null;
update blind_arm set
  label = model || ' · ' || experiment,
  address = experiment || ':model='
    || replace(replace(replace(model, '%', '%25'), ',', '%2C'), '=', '%3D');
alter table blind_arm drop column experiment;
alter table blind_arm drop column model;

-- Empty where the arms differ in it.
alter table blind_unit alter column cfg_scale set null;
