package lab.harmony.threads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the tables of threads and comments; [ThreadWriter] changes them.
@Repository
class ThreadStore {

  static final String COMMENT =
      "select c.id, c.thread, c.text, c.edition, c.written_at, c.version, c.edited_at, c.withdrawn_at,"
          + " c.withdrawn_reason, "
          + NamedPerson.columns("c.author", "author")
          + ", "
          + NamedPerson.columns("c.withdrawn_by", "withdrawn_by")
          + " from thread_comment c";

  private final JdbcClient database;

  ThreadStore(JdbcClient database) {
    this.database = database;
  }

  /// A thread without its comments.
  ///
  /// @param ended whether what it is about was deleted, whatever has its name by now
  record Row(
      long id, Topic topic, String title, boolean resolved, boolean ended, long lastComment) {}

  Optional<Row> find(long thread) {
    return database
        .sql("select * from thread where id = :id")
        .param("id", thread)
        .query(ThreadStore::row)
        .optional();
  }

  /// The newest threads about one thing, the oldest of them first.
  List<Row> on(Topic topic, int most) {
    return database
        .sql(
            """
            select * from thread where about = :about and kind = :kind and ended = '' and part = :part
            order by id desc limit :most
            """)
        .param("about", topic.about())
        .param("kind", TopicKind.of(topic).code())
        .param("part", TopicKind.part(topic))
        .param("most", most)
        .query(ThreadStore::row)
        .list()
        .reversed();
  }

  /// How many threads there are about each part of something, and how many of them are open.
  Map<Topic, ThreadCount> counts(TopicGroup group) {
    return counted(
        database
            .sql(COUNT.formatted("about = :about and kind in (:kinds)"))
            .param("about", group.about())
            .param("kinds", group.kinds().stream().map(TopicKind::code).toList()));
  }

  /// The same for everything of a kind.
  Map<Topic, ThreadCount> counts(TopicKind kind) {
    return counted(database.sql(COUNT.formatted("kind = :kind")).param("kind", kind.code()));
  }

  private static final String COUNT =
      """
      select kind, about, part, count(*) as threads,
        sum(case when resolved then 0 else 1 end) as open, max(title) as title
      from thread where %s and ended = '' group by kind, about, part
      """;

  private static Map<Topic, ThreadCount> counted(JdbcClient.StatementSpec query) {
    var counts = new HashMap<Topic, ThreadCount>();
    query.query(row -> {
      counts.put(
          TopicKind.of(row.getString("kind"))
              .topic(row.getString("about"), row.getString("part"), Optional.empty()),
          new ThreadCount(row.getInt("threads"), row.getInt("open"), row.getString("title")));
    });
    return Map.copyOf(counts);
  }

  /// These threads with the newest comments of each.
  List<CommentThread> whole(List<Row> rows, int mostComments) {
    if (rows.isEmpty()) {
      return List.of();
    }
    var ids = rows.stream().map(Row::id).toList();
    var comments =
        database
            .sql(
                """
                select * from (%s) c
                where c.thread in (:threads) and (select count(*) from thread_comment later
                  where later.thread = c.thread and later.id > c.id) < :most
                order by c.id
                """
                    .formatted(COMMENT))
            .param("threads", ids)
            .param("most", mostComments)
            .query(ThreadStore::comment)
            .list()
            .stream()
            .collect(Collectors.groupingBy(ThreadComment::thread));
    var counts = counts(ids);
    var turns = turns(ids);
    return rows.stream()
        .map(row -> {
          var said = comments.getOrDefault(row.id(), List.of());
          var counted = counts.getOrDefault(row.id(), new Counted(said.size(), 0));
          return new CommentThread(
              row.id(),
              row.topic(),
              row.title(),
              row.resolved(),
              row.ended(),
              Optional.ofNullable(turns.get(row.id())),
              counted.comments() - said.size(),
              counted.changes(),
              said);
        })
        .toList();
  }

  private record Counted(int comments, long changes) {}

  private Map<Long, Counted> counts(List<Long> threads) {
    return database
        .sql(
            """
            select thread, count(*) as comments,
              sum(version) + 1000003 * sum(case when withdrawn_at is null then 0 else id end)
                as changes
            from thread_comment where thread in (:threads) group by thread
            """)
        .param("threads", threads)
        .query((row, _) ->
            Map.entry(
                row.getLong("thread"), new Counted(row.getInt("comments"), row.getLong("changes"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<Long, CommentThread.Turn> turns(List<Long> threads) {
    return database
        .sql(
            """
            select t.thread, t.resolved, t.turned_at, %s from thread_turn t
            where t.id in (select max(id) from thread_turn where thread in (:threads) group by thread)
            """
                .formatted(NamedPerson.columns("t.person", "person")))
        .param("threads", threads)
        .query((row, _) ->
            Map.entry(
                row.getLong("thread"),
                new CommentThread.Turn(
                    row.getBoolean("resolved"),
                    NamedPerson.read(row, "person").orElseThrow(),
                    instant(row, "turned_at").orElseThrow())))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Optional<ThreadComment> comment(long id) {
    return database
        .sql(COMMENT + " where c.id = :id")
        .param("id", id)
        .query(ThreadStore::comment)
        .optional();
  }

  /// What somebody's form of this name has sent already.
  Optional<Posting.Posted> sent(PersonId author, String sending) {
    return database
        .sql("select thread, id from thread_comment where author = :author and sending = :sending")
        .param("author", author.value())
        .param("sending", sending)
        .query((row, _) -> new Posting.Posted(row.getLong("thread"), row.getLong("id")))
        .optional();
  }

  /// What a comment said before it was edited, the oldest first.
  List<String> before(long comment) {
    return database
        .sql("select text from thread_comment_before where comment = :comment order by version")
        .param("comment", comment)
        .query((row, _) -> row.getString("text"))
        .list();
  }

  /// The newest comments of a thread before one of them, the oldest first.
  List<ThreadComment> earlier(long thread, long before, int most) {
    return database
        .sql(
            COMMENT + " where c.thread = :thread and c.id < :before order by c.id desc limit :most")
        .param("thread", thread)
        .param("before", before)
        .param("most", most)
        .query(ThreadStore::comment)
        .list()
        .reversed();
  }

  /// The comments of a thread from one of them to before another, the oldest first.
  List<ThreadComment> between(long thread, long from, long before) {
    return database
        .sql(
            COMMENT
                + " where c.thread = :thread and c.id >= :from and c.id < :before order by c.id")
        .param("thread", thread)
        .param("from", from)
        .param("before", before)
        .query(ThreadStore::comment)
        .list();
  }

  /// Whoever takes part in a thread.
  List<PersonId> members(long thread) {
    return database
        .sql("select person from thread_member where thread = :thread")
        .param("thread", thread)
        .query((row, _) -> new PersonId(row.getString("person")))
        .list();
  }

  static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getLong("id"),
        TopicKind.of(row.getString("kind"))
            .topic(row.getString("about"), row.getString("part"), spot(row)),
        row.getString("title"),
        row.getBoolean("resolved"),
        !row.getString("ended").isEmpty(),
        row.getLong("last_comment"));
  }

  private static Optional<Spot> spot(ResultSet row) throws SQLException {
    var x = row.getDouble("spot_x");
    if (row.wasNull()) {
      return Optional.empty();
    }
    var y = row.getDouble("spot_y");
    var width = row.getDouble("spot_width");
    return Optional.of(
        row.wasNull()
            ? new Spot.Point(x, y)
            : new Spot.Area(x, y, width, row.getDouble("spot_height")));
  }

  static ThreadComment comment(ResultSet row, int number) throws SQLException {
    var withdrawn = instant(row, "withdrawn_at");
    var by = NamedPerson.read(row, "withdrawn_by");
    var reason = Optional.ofNullable(row.getString("withdrawn_reason")).orElse("");
    return new ThreadComment(
        row.getLong("id"),
        row.getLong("thread"),
        NamedPerson.read(row, "author").orElseThrow(),
        row.getString("text"),
        row.getString("edition"),
        instant(row, "written_at").orElseThrow(),
        row.getInt("version"),
        instant(row, "edited_at"),
        withdrawn.map(at -> new ThreadComment.Withdrawal(by.orElseThrow(), at, reason)));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
