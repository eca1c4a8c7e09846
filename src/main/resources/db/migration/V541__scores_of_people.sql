-- Scores keep the ids of people instead of their names. A start that was ended in the middle begins this anew:
-- what is an id already is nobody's name.
update scores set scored_by = 'unknown' where trim(scored_by) = '';
update scores set recorded_by = 'unknown' where trim(recorded_by) = '';

-- Whoever is known by a name alone is somebody who cannot sign in.
insert into people (id, name, role, may_sign_in, known_since)
  select cast(random_uuid() as varchar), named.name, 'reviewer', false, current_timestamp
  from (select scored_by as name from scores union select recorded_by from scores) named
  where named.name not in (select name from known_names)
    and named.name not in (select id from people);
insert into known_names (name, person)
  select name, min(id) from people where name not in (select name from known_names) group by name;

update scores set scored_by = (select k.person from known_names k where k.name = scored_by)
  where scored_by in (select name from known_names);
update scores set recorded_by = (select k.person from known_names k where k.name = recorded_by)
  where recorded_by in (select name from known_names);
