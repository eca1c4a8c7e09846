-- When each person last used the lab in a browser, which outlasts the browser's being signed in.
create table if not exists person_seen (
  person varchar(36) primary key references people (id),
  seen_at timestamp with time zone not null
);
