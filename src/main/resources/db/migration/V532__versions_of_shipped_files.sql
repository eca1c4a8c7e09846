-- How the manifest of each shipped run looked when it was read: all that tells it from one that was put in its place.
drop table shipped_files;
create table shipped_files (
  place varchar(400) not null primary key,
  version varchar(400) not null
);
