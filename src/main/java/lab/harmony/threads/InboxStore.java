package lab.harmony.threads;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads who has read what; [ThreadWriter] changes it.
@Repository
class InboxStore {

  private static final String UNREAD =
      """
      and t.last_comment > m.read_to and exists (select 1 from thread_comment c
        where c.thread = t.id and c.id > m.read_to and c.author <> m.person
          and c.withdrawn_at is null)
      """;

  private final JdbcClient database;

  InboxStore(JdbcClient database) {
    this.database = database;
  }

  /// Threads in which somebody takes part, those with the newest comments first.
  List<ThreadStore.Row> ofMember(PersonId member, boolean unread, int most) {
    return database
        .sql(
            """
            select t.* from thread_member m join thread t on t.id = m.thread
            where m.person = :member %s
            order by t.last_comment desc limit :most
            """
                .formatted(unread ? UNREAD : ""))
        .param("member", member.value())
        .param("most", most)
        .query(ThreadStore::row)
        .list();
  }

  /// All threads, those with the newest comments first.
  List<ThreadStore.Row> all(int most) {
    return database
        .sql("select * from thread where last_comment > 0 order by last_comment desc limit :most")
        .param("most", most)
        .query(ThreadStore::row)
        .list();
  }

  /// The newest comments of each of these threads that somebody has not read and did not write, the
  /// oldest first.
  Map<Long, List<ThreadComment>> unread(Collection<Long> threads, PersonId reader, int mostOfEach) {
    return threads.isEmpty()
        ? Map.of()
        : database
            .sql(
                """
                select * from (
                  select u.*, row_number() over (partition by u.thread order by u.id desc) as place
                  from (%s
                    join thread_member m on m.thread = c.thread and m.person = :reader
                    where c.thread in (:threads) and c.id > m.read_to and c.author <> :reader
                      and c.withdrawn_at is null) u)
                where place <= :most order by id
                """
                    .formatted(ThreadStore.COMMENT))
            .param("threads", threads)
            .param("reader", reader.value())
            .param("most", mostOfEach)
            .query(ThreadStore::comment)
            .list()
            .stream()
            .collect(Collectors.groupingBy(ThreadComment::thread));
  }

  /// What is unread of the threads that these comments are in, by thread, the oldest first.
  ///
  /// @param most of all of them
  Map<Long, List<SeenComment>> unreadBeside(Collection<Long> comments, PersonId reader, int most) {
    record Unread(long thread, SeenComment comment) {}
    return database
        .sql(
            """
            select c.thread, c.id, c.version from thread_comment c
            join thread_member m on m.thread = c.thread and m.person = :reader
            where c.thread in (select thread from thread_comment where id in (:comments))
              and c.id > m.read_to and c.author <> :reader and c.withdrawn_at is null
            order by c.id limit :most
            """)
        .param("reader", reader.value())
        .param("comments", comments)
        .param("most", most)
        .query((row, _) ->
            new Unread(
                row.getLong("thread"), new SeenComment(row.getLong("id"), row.getInt("version"))))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Unread::thread,
                Collectors.mapping(
                    Unread::comment, Collectors.toCollection(ArrayList<SeenComment>::new))))
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> List.copyOf(one.getValue())));
  }
}
