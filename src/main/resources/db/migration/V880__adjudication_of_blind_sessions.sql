-- Who is asked where the raters of a session disagree, and since when these rate no more; empty of most sessions. They have a seat
-- in blind_rater, too, and are shown what is in blind_showing.
alter table blind_session add column adjudicator varchar(36);
alter table blind_session add column adjudicated_since timestamp with time zone;
-- What they are shown, as it was drawn, and the SHA-256 of the session's nonce, a line feed and that.
alter table blind_session add column adjudication clob default '' not null;
alter table blind_session add column adjudication_sha256 varchar(64) default '' not null;
-- A session of before that is none that was closed, whatever answers it has.
alter table blind_closing add column adjudication_sha256 varchar(64) default '' not null;
