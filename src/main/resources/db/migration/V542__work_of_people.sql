-- Jobs keep the ids of people instead of their names; nothing where nobody knows who asked. A start that was ended in
-- the middle begins this anew: what is an id already is nobody's name.
alter table jobs alter column submitted_by drop not null;
update jobs set submitted_by = null where trim(submitted_by) = '';

-- Whoever is known by a name alone is somebody who cannot sign in.
insert into people (id, name, role, may_sign_in, known_since)
  select cast(random_uuid() as varchar), named.name, 'reviewer', false, current_timestamp
  from (select distinct submitted_by as name from jobs where submitted_by is not null) named
  where named.name not in (select name from known_names)
    and named.name not in (select id from people);
insert into known_names (name, person)
  select name, min(id) from people where name not in (select name from known_names) group by name;

update jobs set submitted_by = (select k.person from known_names k where k.name = submitted_by)
  where submitted_by in (select name from known_names);
