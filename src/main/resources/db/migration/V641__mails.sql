-- Where somebody wants mails of the lab, and of what; none is sent there before they confirmed it.
create table mail_choice (
  person varchar(36) primary key references people (id),
  address varchar(254) not null,
  kinds varchar(200) not null,
  pace varchar(10) not null check (pace in ('at-once', 'daily')),
  token_sha256 varchar(64),
  token_until timestamp with time zone,
  confirmed_at timestamp with time zone
);
-- Whom a notice is mailed to; nobody where it is for the webhook.
alter table outgoing_notice add column recipient varchar(36);
create index outgoing_notice_of on outgoing_notice (recipient, state, next_try);
-- Until when it was looked for what to mail; no row while no mail server is set.
create table mail_mark (
  only_one int primary key check (only_one = 1),
  looked_to timestamp with time zone not null
);
