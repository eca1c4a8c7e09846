-- Since when a pin asks for what it asks for, where that is not since it was pinned.
alter table pin add column changed_at timestamp with time zone;

-- When the face that decided was drawn, and how many findings of a pin and a subject there are up to this one: two
-- processes that find the same cannot both add it.
alter table pin_finding add column drawn_at timestamp with time zone;
alter table pin_finding add column sequence int;
-- People never score what trainings draw, so their pins are not held against it.
delete from pin_finding where kind = 'epoch' and pin in (select id from pin where judge = 'people');
update pin_finding f set sequence = (
  select count(*) from pin_finding earlier
  where earlier.pin = f.pin and earlier.kind = f.kind and earlier.subject = f.subject and earlier.number <= f.number);
alter table pin_finding alter column sequence set not null;
alter table pin_finding add constraint pin_finding_once unique (pin, kind, subject, sequence);
