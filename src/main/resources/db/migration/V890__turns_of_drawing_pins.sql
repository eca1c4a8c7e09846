-- Whoever has pinned faces drawn holds this line meanwhile, whichever process they are of: who asks
-- in the same second sees what is on its way already.
create table pin_turn (id integer primary key);

insert into pin_turn (id) values (1);
