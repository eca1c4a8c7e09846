package lab.harmony.threads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.harmony.notices.MailKind;
import lab.harmony.notices.PersonalNews;
import lab.harmony.notices.PersonalNotice;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// That somebody was mentioned, also by an edit, but not again by the next, or that something was
/// written in a thread since they took part in it: not what was said.
@Component
class CommentNews implements PersonalNews {

  private static final String MENTION = "mention ";
  private static final String ANSWER = "comment ";

  private final JdbcClient database;
  private final ThreadStore store;
  private final TopicHomes homes;

  CommentNews(JdbcClient database, ThreadStore store, TopicHomes homes) {
    this.database = database;
    this.store = store;
    this.homes = homes;
  }

  @Override
  public Set<MailKind> kinds() {
    return Set.of(MailKind.MENTION, MailKind.ANSWER);
  }

  @Override
  public List<PersonalNotice> since(Instant time) {
    return database
        .sql(
            """
            select * from (
              select c.id, c.thread, c.author, t.title, m.person,
                x.person is not null as mentioned,
                coalesce(x.mentioned_at, c.written_at) as told_at
              from thread_comment c
              join thread t on t.id = c.thread
              join thread_member m on m.thread = c.thread and m.person <> c.author
              left join thread_mention x on x.comment = c.id and x.person = m.person
              where (c.written_at >= :time or c.edited_at >= :time) and c.withdrawn_at is null
                and (x.person is not null or c.id > m.joined_after))
            where told_at >= :time
            order by told_at, id fetch first :most rows only
            """)
        .param("time", ThreadStore.at(time))
        .param("most", MOST)
        .query(CommentNews::notice)
        .list();
  }

  private static PersonalNotice notice(ResultSet row, int number) throws SQLException {
    boolean mentioned = row.getBoolean("mentioned");
    return new PersonalNotice(
        new PersonId(row.getString("person")),
        mentioned ? MailKind.MENTION : MailKind.ANSWER,
        (mentioned ? MENTION : ANSWER) + row.getLong("id"),
        row.getObject("told_at", OffsetDateTime.class).toInstant(),
        Optional.of(new PersonId(row.getString("author"))),
        (mentioned ? "mentioned you on " : "commented on ") + row.getString("title"),
        "inbox/" + row.getLong("thread"));
  }

  @Override
  public boolean mayOpen(Actor who, String key) {
    return store
        .comment(Long.parseLong(key.substring(key.indexOf(' ') + 1)))
        .filter(comment -> comment.withdrawal().isEmpty())
        .flatMap(comment -> store.find(comment.thread()))
        .filter(thread -> homes.mayLook(who, thread.topic()))
        .isPresent();
  }
}
