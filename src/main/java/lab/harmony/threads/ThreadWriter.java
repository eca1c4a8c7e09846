package lab.harmony.threads;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/// Changes the tables of threads and comments; each within a transaction of its caller.
@Repository
class ThreadWriter {

  private final JdbcClient database;
  private final Clock clock;

  ThreadWriter(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  long open(Topic topic, String title, PersonId by) {
    var spot = topic.spot();
    var area = spot.filter(Spot.Area.class::isInstance).map(Spot.Area.class::cast);
    var keys = new GeneratedKeyHolder();
    database
        .sql(
            """
            insert into thread (kind, about, part, spot_x, spot_y, spot_width, spot_height, title,
              opened_by, opened_at)
            values (:kind, :about, :part, :x, :y, :width, :height, :title, :by, :now)
            """)
        .param("kind", TopicKind.of(topic).code())
        .param("about", topic.about())
        .param("part", TopicKind.part(topic))
        .param("x", spot.map(Spot::x).orElse(null))
        .param("y", spot.map(Spot::y).orElse(null))
        .param("width", area.map(Spot.Area::width).orElse(null))
        .param("height", area.map(Spot.Area::height).orElse(null))
        .param("title", title)
        .param("by", by.value())
        .param("now", ThreadStore.at(clock.instant()))
        .update(keys, "id");
    return key(keys);
  }

  /// Nobody else adds to the thread, or turns it, before the transaction ends.
  void hold(long thread) {
    database
        .sql("select id from thread where id = :id for update")
        .param("id", thread)
        .query()
        .singleRow();
  }

  long add(long thread, PersonId author, String text, String edition, String sending) {
    var keys = new GeneratedKeyHolder();
    database
        .sql(
            """
            insert into thread_comment (thread, author, text, edition, written_at, sending)
            values (:thread, :author, :text, :edition, :now, :sending)
            """)
        .param("thread", thread)
        .param("author", author.value())
        .param("text", text)
        .param("edition", edition)
        .param("now", ThreadStore.at(clock.instant()))
        .param("sending", sending)
        .update(keys, "id");
    var comment = key(keys);
    database
        .sql("update thread set last_comment = :comment where id = :thread")
        .param("comment", comment)
        .param("thread", thread)
        .update();
    return comment;
  }

  /// What it is called now.
  void title(long thread, String title) {
    database
        .sql("update thread set title = :title where id = :thread and title <> :title")
        .param("title", title)
        .param("thread", thread)
        .update();
  }

  /// @return false if it says something else by now than what was edited
  boolean edit(ThreadComment before, int version, String text) {
    int changed =
        database
            .sql(
                """
                update thread_comment set text = :text, version = version + 1, edited_at = :now
                where id = :id and version = :version
                """)
            .param("text", text)
            .param("now", ThreadStore.at(clock.instant()))
            .param("id", before.id())
            .param("version", version)
            .update();
    if (changed == 0) {
      return false;
    }
    database
        .sql(
            """
            insert into thread_comment_before (comment, version, text, written_at)
            select :id, :version, :text, :at
            """)
        .param("id", before.id())
        .param("version", version)
        .param("text", before.text())
        .param("at", ThreadStore.at(before.editedAt().orElse(before.writtenAt())))
        .update();
    return true;
  }

  /// @return false if somebody else was first
  boolean withdraw(long comment, PersonId by, String reason) {
    return database
            .sql(
                """
                update thread_comment
                set withdrawn_at = :now, withdrawn_by = :by, withdrawn_reason = :reason
                where id = :id and withdrawn_at is null
                """)
            .param("now", ThreadStore.at(clock.instant()))
            .param("by", by.value())
            .param("reason", reason)
            .param("id", comment)
            .update()
        > 0;
  }

  boolean bringBack(long comment) {
    return database
            .sql(
                """
                update thread_comment
                set withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null
                where id = :id and withdrawn_at is not null
                """)
            .param("id", comment)
            .update()
        > 0;
  }

  /// @return false if it is so already
  boolean turn(long thread, boolean resolved, PersonId by) {
    int turned =
        database
            .sql("update thread set resolved = :resolved where id = :id and resolved <> :resolved")
            .param("resolved", resolved)
            .param("id", thread)
            .update();
    if (turned > 0) {
      Instant now = clock.instant();
      database
          .sql(
              """
              insert into thread_turn (thread, resolved, person, turned_at)
              values (:thread, :resolved, :person, :now)
              """)
          .param("thread", thread)
          .param("resolved", resolved)
          .param("person", by.value())
          .param("now", ThreadStore.at(now))
          .update();
    }
    return turned > 0;
  }

  void mention(long comment, Collection<PersonId> people) {
    for (var person : people) {
      database
          .sql(
              """
              insert into thread_mention (comment, person, mentioned_at)
              select :comment, :person, :now
              where not exists (select 1 from thread_mention
                where comment = :comment and person = :person)
              """)
          .param("comment", comment)
          .param("person", person.value())
          .param("now", ThreadStore.at(clock.instant()))
          .update();
    }
  }

  /// Lets people take part who do not yet.
  ///
  /// @param readTo what they have read
  void join(long thread, Collection<PersonId> people, long readTo) {
    for (var person : people) {
      database
          .sql(
              """
              insert into thread_member (person, thread, read_to, joined_after)
              select :person, :thread, :read,
                (select coalesce(max(id), 0) from thread_comment where thread = :thread)
              where not exists (select 1 from thread_member
                where person = :person and thread = :thread)
              """)
          .param("person", person.value())
          .param("thread", thread)
          .param("read", readTo)
          .update();
    }
  }

  /// Whoever is mentioned later has this to read, also if they have read on meanwhile.
  void readAnew(long thread, Collection<PersonId> people, long readTo) {
    for (var person : people) {
      database
          .sql(
              """
              update thread_member set read_to = :read
              where person = :person and thread = :thread and read_to > :read
              """)
          .param("read", readTo)
          .param("person", person.value())
          .param("thread", thread)
          .update();
    }
  }

  /// @return whether they had not read so far
  boolean read(long thread, PersonId person, long readTo) {
    return database
            .sql(
                """
                update thread_member set read_to = :read
                where person = :person and thread = :thread and read_to < :read
                """)
            .param("read", readTo)
            .param("person", person.value())
            .param("thread", thread)
            .update()
        > 0;
  }

  /// Whether there are threads about something that a deletion ended.
  boolean has(TopicGroup group, String ended) {
    return database
        .sql(
            """
            select exists (select 1 from thread
              where about = :about and kind in (:kinds) and ended = :ended)
            """)
        .param("about", group.about())
        .param("kinds", group.kinds().stream().map(TopicKind::code).toList())
        .param("ended", ended)
        .query(Boolean.class)
        .single();
  }

  /// Moves the threads about something with all its parts from one end to another; those about what
  /// is there have none.
  ///
  /// @return whether there are any
  boolean end(TopicGroup group, String from, String to) {
    return database
            .sql(
                """
                update thread set ended = :to
                where about = :about and kind in (:kinds) and ended = :from
                """)
            .param("to", to)
            .param("about", group.about())
            .param("kinds", group.kinds().stream().map(TopicKind::code).toList())
            .param("from", from)
            .update()
        > 0;
  }

  private static long key(KeyHolder keys) {
    return java.util.Objects.requireNonNull(keys.getKey(), "the database gives ids").longValue();
  }
}
