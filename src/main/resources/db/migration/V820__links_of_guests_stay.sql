-- Links of guests stay when another takes their place: each answer says by which of them it came.
alter table blind_guest_link add column number int default 1 not null;
alter table blind_guest_link drop primary key;
alter table blind_guest_link add primary key (session, person, number);
-- When a guest left the browser that used it.
alter table blind_guest_link add column left_at timestamp with time zone;
-- Since when what was answered by it counts for nothing, and who took it out.
alter table blind_guest_link add column out_at timestamp with time zone;
alter table blind_guest_link add column out_by varchar(36);
-- Empty of people of the lab, and of answers by links of which nothing was kept.
alter table blind_answer add column link int;
alter table blind_late_answer add column link int;
update blind_answer a set link = 1 where exists (select 1 from blind_guest_link l
  where l.session = a.session and l.person = a.rater and l.used_at <= a.answered_at);
