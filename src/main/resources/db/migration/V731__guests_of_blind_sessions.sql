-- A rater without an account: the name that whoever made the session gave them.
alter table blind_rater add column guest varchar(80);

-- How a guest comes in: a link that works once, and the browser that used it. Of both the SHA-256 alone.
create table blind_guest_link (
  session varchar(12) not null,
  person varchar(36) not null,
  link_sha256 varchar(64) not null unique,
  -- Empty until the link was used.
  browser_sha256 varchar(64) unique,
  made_by varchar(36) not null,
  until_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  primary key (session, person)
);
