-- Since when somebody is mentioned: an edit of the comment does not mention them again.
alter table thread_mention add column mentioned_at timestamp with time zone;
update thread_mention m set mentioned_at =
  (select coalesce(c.edited_at, c.written_at) from thread_comment c where c.id = m.comment);
alter table thread_mention alter column mentioned_at set not null;
-- The last comment that stood there when somebody began to take part: those before are no news to them.
alter table thread_member add column joined_after bigint default 0 not null;
