-- How often a notice was given away whole without an answer to it: it may have arrived.
alter table outgoing_notice add column handed int default 0 not null;
