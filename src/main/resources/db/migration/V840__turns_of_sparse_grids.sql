-- Whoever adds a round to a sparse grid holds this line meanwhile, whichever process they are of.
create table sparse_turn (id integer primary key);

insert into sparse_turn (id) values (1);
