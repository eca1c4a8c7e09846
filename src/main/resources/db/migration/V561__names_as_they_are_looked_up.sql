-- Names of before are brought into the form in which they are looked up: composed, without blanks around them and
-- without marks that nobody sees. Two who are called alike then stay two.
create alias if not exists harmony_name for 'lab.harmony.people.PersonName.ofBefore';
update people set name = harmony_name(name) where name <> harmony_name(name);
insert into known_names (name, person)
  select harmony_name(k.name), min(k.person) from known_names k
  where harmony_name(k.name) <> k.name
    and not exists (select 1 from known_names o where o.name = harmony_name(k.name))
  group by harmony_name(k.name);
delete from known_names where name <> harmony_name(name);
drop alias harmony_name;
