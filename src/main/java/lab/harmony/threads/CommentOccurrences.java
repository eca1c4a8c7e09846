package lab.harmony.threads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import lab.harmony.notices.Occurrence;
import lab.harmony.notices.OccurrenceKind;
import lab.harmony.notices.OccurrenceSource;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// That somebody commented on something, to be told outside: not what they said, and nothing of
/// reports, which may be for named people.
@Component
class CommentOccurrences implements OccurrenceSource {

  private final JdbcClient database;

  CommentOccurrences(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Occurrence> since(Instant time) {
    return database
        .sql(
            """
            select c.id, c.thread, c.author, c.written_at, t.title
            from thread_comment c join thread t on t.id = c.thread
            where c.written_at >= :time and c.withdrawn_at is null and t.kind <> :report
            order by c.written_at fetch first :most rows only
            """)
        .param("time", ThreadStore.at(time))
        .param("report", TopicKind.REPORT.code())
        .param("most", MOST)
        .query(CommentOccurrences::occurrence)
        .list();
  }

  private static Occurrence occurrence(ResultSet row, int number) throws SQLException {
    return new Occurrence(
        OccurrenceKind.COMMENT,
        "comment " + row.getLong("id"),
        row.getObject("written_at", OffsetDateTime.class).toInstant(),
        Optional.of(new PersonId(row.getString("author"))),
        "Comment on " + row.getString("title"),
        "inbox/" + row.getLong("thread"));
  }
}
