-- Why another than its maker closed a session.
alter table blind_session add column closed_reason varchar(1000) default '' not null;
