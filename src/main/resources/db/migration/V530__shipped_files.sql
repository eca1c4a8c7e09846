-- How the manifest of each shipped run looked when it was read, so that it is read again only when it looks otherwise.
create table shipped_files (
  place varchar(400) not null primary key,
  size bigint not null,
  modified_nanos bigint not null
);
