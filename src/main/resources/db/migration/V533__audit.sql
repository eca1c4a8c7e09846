-- What people answer for. Rows are added and never changed; each is sealed over the one before (docs/decisions/0020-audit-trail.md).
create table audit_entry (
  number bigint not null primary key,
  happened_at varchar not null,
  who varchar not null,
  kind varchar not null,
  about varchar not null,
  subject varchar not null,
  details varchar not null,
  previous varchar not null,
  hash varchar not null
);

-- Where the chain ends. Whoever adds an entry holds this row until the end of the transaction.
create table audit_head (
  id int not null primary key check (id = 1),
  number bigint not null,
  hash varchar not null
);
insert into audit_head (id, number, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
