-- Of how many links the answers were taken out when a session was closed: one of before that counts them, and is not what was closed.
alter table blind_closing add column taken_out int default 0 not null;
