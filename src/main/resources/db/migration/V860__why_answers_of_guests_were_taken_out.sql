-- Why whoever led the session took them out; empty where nobody was asked.
alter table blind_guest_link add column out_reason varchar(1000) default '' not null;
