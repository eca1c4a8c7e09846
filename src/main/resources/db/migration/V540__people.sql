-- The people of the lab. Nobody is ever removed: scores, runs, trainings, reports and links keep their ids.
create table if not exists people (
  id varchar(36) primary key,
  -- Others may be called so too.
  name varchar(200) not null,
  role varchar(20) not null check (role in ('owner', 'researcher', 'reviewer', 'reader')),
  may_sign_in boolean not null,
  known_since timestamp with time zone not null
);
create index if not exists people_by_name on people (name);

-- Whom a name alone means, as files of before and of other programs say it: the first who was called so.
create table if not exists known_names (
  name varchar(200) primary key,
  person varchar(36) not null references people (id)
);
