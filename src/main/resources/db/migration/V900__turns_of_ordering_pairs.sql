-- Whoever has the pairs of a comparison drawn holds this line meanwhile, whichever process they are
-- of: who asks for the same seeds in the same second sees that they are on their way.
create table pair_turn (id integer primary key);

insert into pair_turn (id) values (1);
