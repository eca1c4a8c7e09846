-- Accounts at providers that sign somebody in or once did, and whom: none of them makes somebody new.
create table if not exists known_account (
  issuer varchar(255) not null,
  subject varchar(255) not null,
  person varchar(36) not null references people (id),
  primary key (issuer, subject)
);
insert into known_account (issuer, subject, person)
  select issuer, subject, person from openid_link
  where not exists (
    select 1 from known_account known
    where known.issuer = openid_link.issuer and known.subject = openid_link.subject
  );
