-- Drafts and share links keep the ids of people instead of their names. A start that was ended in the middle begins
-- this anew: what is an id already is nobody's name.
update notebook_draft set person = 'unknown' where trim(person) = '';
update share_link set created_by = 'unknown' where trim(created_by) = '';
update share_link set revoked_by = 'unknown' where trim(revoked_by) = '';

-- Whoever is known by a name alone is somebody who cannot sign in.
insert into people (id, name, role, may_sign_in, known_since)
  select cast(random_uuid() as varchar), named.name, 'reviewer', false, current_timestamp
  from (select person as name from notebook_draft
    union select created_by from share_link
    union select revoked_by from share_link where revoked_by is not null) named
  where named.name not in (select name from known_names)
    and named.name not in (select id from people);
insert into known_names (name, person)
  select name, min(id) from people where name not in (select name from known_names) group by name;

update notebook_draft set person = (select k.person from known_names k where k.name = notebook_draft.person)
  where person in (select name from known_names);
update share_link set created_by = (select k.person from known_names k where k.name = created_by)
  where created_by in (select name from known_names);
update share_link set revoked_by = (select k.person from known_names k where k.name = revoked_by)
  where revoked_by in (select name from known_names);
