-- What programs act with in a person's name. Of the secret itself nothing is here that opens anything.
create table access_token (
  id varchar(36) primary key,
  person varchar(36) not null references people (id),
  name varchar(100) not null,
  -- SHA-256 of the secret, which has as many random bits.
  digest char(64) not null unique,
  -- The rights that it has at most, by their names, blanks between.
  rights varchar(1000) not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);
create index access_token_by_person on access_token (person);
