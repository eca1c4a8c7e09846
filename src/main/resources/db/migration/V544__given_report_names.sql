-- The names of reports and the numbers of their versions that were given, so that none is given
-- twice: not to two who publish at once in two programs, and not after the first was taken back.
create table given_report_name (
  name varchar(300) not null primary key
);

create table given_report_version (
  line varchar(100) not null,
  number int not null,
  primary key (line, number)
);
