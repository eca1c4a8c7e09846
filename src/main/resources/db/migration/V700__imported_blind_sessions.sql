-- Answers of blind sessions that were rated elsewhere, as they were brought in. Nothing of them was sealed here.
create table imported_blind_session (
  id varchar(12) primary key,
  title varchar(200) not null,
  -- The file as it came, and its SHA-256.
  file blob not null,
  sha256 varchar(64) not null,
  answers int not null,
  imported_by varchar(36) not null,
  imported_at timestamp with time zone not null
);
