-- What is to be told outside, and what became of it; 'event' tells what it is about, once.
create table outgoing_notice (
  id bigint generated always as identity primary key,
  kind varchar(20) not null,
  event varchar(300) not null unique,
  happened_at timestamp with time zone not null,
  who varchar(36),
  title varchar(400) not null,
  path varchar(500) not null,
  state varchar(10) not null check (state in ('waiting', 'sent', 'failed', 'dropped')),
  tries int not null,
  next_try timestamp with time zone not null,
  problem varchar(500) not null
);
create index outgoing_notice_due on outgoing_notice (state, next_try);
-- Since when something is to be told, and until when it was looked for; no row while nothing is.
create table outgoing_mark (
  only_one int primary key check (only_one = 1),
  switched_on timestamp with time zone not null,
  looked_to timestamp with time zone not null
);
