-- Who published versions of a report: their folders say it while they are there, and this when they are not, so that what
-- is said about a report that was taken back stays with its authors.
create table report_author (
  line varchar(100) not null,
  person varchar(36) not null,
  primary key (line, person)
);
create index report_author_by_person on report_author (person);
