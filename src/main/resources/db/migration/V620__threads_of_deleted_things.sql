-- Empty as long as what a thread is about is there, or may come back under its name; otherwise the deletion that ended it,
-- so that whatever takes the name next begins without threads, and what is brought back has its own again.
alter table thread add column ended varchar(300) default '' not null;
drop index thread_by_topic;
create index thread_by_topic on thread (about, kind, ended, part, id);

-- Which edition of what it is about was the newest when it was written: the version of a report. Empty where there is but one.
alter table thread_comment add column edition varchar(60) default '' not null;
