-- Closes of blind sessions, apart from the sessions themselves: whoever goes back to a backup takes these along, for what a close
-- told stays told. No row is ever removed.
create table blind_closing (
  session varchar(12) not null,
  commitment varchar(64) not null,
  closed_at timestamp with time zone not null,
  closed_by varchar(36),
  closed_reason varchar(1000) default '' not null,
  close_format int default 1 not null,
  close_sha256 varchar(64) default '' not null,
  ended varchar(10) default '' not null,
  -- By these it is found out whether a session still is what was closed: how many answers it had, the name of the last of them, and
  -- how many raters were not blind.
  answers int default -1 not null,
  last_sending varchar(36) default '' not null,
  not_blind int default 0 not null,
  -- As blind_session has it.
  voided varchar(20) default '' not null,
  primary key (session, commitment)
);

-- Why nothing of a closed session holds after the lab went back to a backup, and when it did; empty for all others.
alter table blind_session add column voided varchar(20) default '' not null;
alter table blind_session add column voided_at timestamp with time zone;

insert into blind_closing (session, commitment, closed_at, closed_by, closed_reason, close_format, close_sha256, ended, answers,
    last_sending, not_blind)
  select s.id, s.commitment, s.closed_at, s.closed_by, s.closed_reason, s.close_format, s.close_sha256, s.ended,
    (select count(*) from blind_answer a where a.session = s.id),
    coalesce((select a.sending from blind_answer a where a.session = s.id order by a.number desc limit 1), ''),
    (select count(*) from blind_rater r where r.session = s.id and r.not_blind_since is not null)
  from blind_session s where s.closed_at is not null;
