-- 1: guests stand in it as blind; 2: that it is not known of them.
alter table blind_session add column close_format int default 1 not null;
