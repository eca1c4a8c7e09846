-- SHA-256 of what the close wrote down besides the mapping: title, form, times, who was blind, and the answers by theirs.
-- Empty for sessions that were closed before.
alter table blind_session add column close_sha256 varchar(64) default '' not null;
