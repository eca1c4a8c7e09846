-- Who owns the lab of this data folder: noted when it first starts, and no setting changes it afterwards.
create table if not exists lab_owner (
  only_one int primary key check (only_one = 1),
  person varchar(36) references people (id)
);
insert into lab_owner (only_one, person)
  select 1, null from (values (1)) one where not exists (select 1 from lab_owner);

-- Whoever came with an id that another lab gave is nobody whom a name alone lets in here.
alter table people add column if not exists of_another_lab boolean default false not null;
