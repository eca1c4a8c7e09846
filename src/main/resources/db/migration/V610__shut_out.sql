-- Who was shut out: only an owner lets them in again, and no link that says their name does.
create table if not exists shut_out (
  person varchar(36) primary key references people (id)
);
insert into shut_out (person)
  select id from people
  where not may_sign_in
    and exists (
      select 1 from audit_entry
      where kind = 'person-shut-out' and about = 'person' and substring(subject from 1 for 36) = id
    )
    and id not in (select person from shut_out);
