-- Who may read which report without an account, until when. Rows are never deleted: they are also the record of who shared what.
create table share_link (
  id varchar(36) primary key,
  token_sha256 varchar(64) not null unique,
  report varchar(90) not null,
  page_sha256 varchar(64) not null,
  created_by varchar(200) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_by varchar(200),
  revoked_at timestamp with time zone
);
create index share_link_report on share_link (report);
