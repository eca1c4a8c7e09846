-- Accounts at providers of OpenID Connect, by what the provider calls itself and them, and whom they sign in.
create table if not exists openid_link (
  id varchar(36) primary key,
  issuer varchar(255) not null,
  subject varchar(255) not null,
  person varchar(36) not null references people (id),
  label varchar(200) not null,
  linked_at timestamp with time zone not null,
  used_at timestamp with time zone,
  unique (issuer, subject)
);
create index if not exists openid_links_of_people on openid_link (person);
