-- How a session ended: complete, rule (what was answered settled it) or early; empty for those that were closed before.
alter table blind_session add column ended varchar(10) default '' not null;
