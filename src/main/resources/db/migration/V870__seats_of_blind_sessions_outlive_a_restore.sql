-- Of blind sessions that this database does not have, since the lab went back to a backup of before them: who rated in them, and
-- by which links guests came in. So nobody is blind again who could see the arms, and nothing counts again that was taken out, when
-- a later restore brings the session back. No row is ever removed.
create table blind_gone_rater (
  session varchar(12) not null,
  commitment varchar(64) not null,
  person varchar(36) not null,
  not_blind_since timestamp with time zone,
  primary key (session, commitment, person)
);

create table blind_gone_link (
  session varchar(12) not null,
  commitment varchar(64) not null,
  person varchar(36) not null,
  number int not null,
  link_sha256 varchar(64) not null,
  browser_sha256 varchar(64),
  made_by varchar(36) not null,
  until_at timestamp with time zone not null,
  used_at timestamp with time zone,
  left_at timestamp with time zone,
  revoked_at timestamp with time zone,
  out_at timestamp with time zone,
  out_by varchar(36),
  out_reason varchar(1000) default '' not null,
  primary key (session, commitment, person, number)
);
