-- Whoever is asked where raters of a session disagree is so since a time and by what was sealed then: one is there without the
-- others of no session.
alter table blind_session add constraint blind_session_adjudicated check (
  (adjudicator is null and adjudicated_since is null and adjudication_sha256 = '')
  or (adjudicator is not null and adjudicated_since is not null and adjudication_sha256 <> ''));
