package lab.harmony.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is to be told outside and what became of it, in the database, so that it outlives a
/// restart.
@Repository
class Outbox {

  /// How long to wait after each try that failed; after the last of them it has failed.
  static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(12));

  /// How long what may have arrived waits before it is sent once more.
  private static final Duration ONCE_MORE = Duration.ofHours(1);

  /// How often something is given away whole, where nobody says whether it arrived.
  static final int MOST_HANDED = 2;

  private static final String WAITING =
      """
      select n.id, n.kind, n.event, n.happened_at, n.title, n.path, n.tries, n.handed, %s
      from outgoing_notice n
      """
          .formatted(NamedPerson.columns("n.who", "who"));

  private final JdbcClient database;

  Outbox(JdbcClient database) {
    this.database = database;
  }

  /// How notices leave.
  enum Way {
    WEBHOOK("recipient is null"),
    MAIL("recipient is not null");

    private final String condition;

    Way(String condition) {
      this.condition = condition;
    }
  }

  /// A notice, with the name of now of whoever did it.
  ///
  /// @param event what it is about, once
  /// @param tries how often it was tried to send it
  /// @param handed how often it was given away whole without an answer to it: it may have arrived
  record Waiting(
      long id,
      String kind,
      String event,
      Instant at,
      Optional<NamedPerson> who,
      String title,
      String path,
      int tries,
      int handed) {}

  /// What could not be told, and how often the newest was tried.
  record Failures(int many, String newest, Instant at, int tries) {

    boolean triedToTheEnd() {
      return tries > WAITS.size();
    }
  }

  /// Since when something is to be told, and until when it was looked for.
  record OutboxMark(Instant switchedOn, Instant lookedTo) {}

  /// Empty before the first time.
  Optional<OutboxMark> mark() {
    return database
        .sql("select switched_on, looked_to from outgoing_mark")
        .query((row, _) ->
            new OutboxMark(
                row.getObject("switched_on", OffsetDateTime.class).toInstant(),
                row.getObject("looked_to", OffsetDateTime.class).toInstant()))
        .optional();
  }

  void begin(Instant now) {
    database
        .sql("insert into outgoing_mark (only_one, switched_on, looked_to) values (1, :now, :now)")
        .param("now", utc(now))
        .update();
  }

  void lookedTo(Instant time) {
    database.sql("update outgoing_mark set looked_to = :time").param("time", utc(time)).update();
  }

  /// Nothing is to be told to the webhook any more, nor what happens until somebody switches it on
  /// again.
  void close() {
    database.sql("delete from outgoing_mark").update();
    dropWaiting(Way.WEBHOOK);
  }

  /// What waits leaves no more.
  void dropWaiting(Way way) {
    database
        .sql("delete from outgoing_notice where state = 'waiting' and " + way.condition)
        .update();
  }

  /// Adds it, unless it is there already.
  void add(Occurrence one, Instant now) {
    database
        .sql(
            """
            insert into outgoing_notice (kind, event, happened_at, who, title, path, state, tries,
              next_try, problem)
            select :kind, :event, :at, :who, :title, :path, 'waiting', 0, :now, ''
            where not exists (select 1 from outgoing_notice where event = :event)
            """)
        .param("kind", one.kind().code())
        .param("event", one.key())
        .param("at", utc(one.at()))
        .param("who", one.who().map(PersonId::value).orElse(null))
        .param("title", one.title())
        .param("path", one.path())
        .param("now", utc(now))
        .update();
  }

  /// Those of the webhook whose time has come, the oldest first.
  List<Waiting> due(Instant now, int most) {
    return database
        .sql(
            WAITING
                + """
                where n.recipient is null and n.state = 'waiting' and n.next_try <= :now
                order by n.id fetch first :most rows only
                """)
        .param("now", utc(now))
        .param("most", most)
        .query(Outbox::waiting)
        .list();
  }

  private static Waiting waiting(ResultSet row, int number) throws SQLException {
    return new Waiting(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("event"),
        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
        NamedPerson.read(row, "who"),
        row.getString("title"),
        row.getString("path"),
        row.getInt("tries"),
        row.getInt("handed"));
  }

  /// Takes one for this try: nobody else does, and if this process ends meanwhile it is tried again
  /// later.
  boolean take(Waiting one, Instant now) {
    int next = Math.min(one.tries(), WAITS.size() - 1);
    return database
            .sql(
                "update outgoing_notice set tries = tries + 1, next_try = :next"
                    + " where id = :id and tries = :tries and state = 'waiting'")
            .param("next", utc(now.plus(WAITS.get(next))))
            .param("id", one.id())
            .param("tries", one.tries())
            .update()
        > 0;
  }

  void sent(Waiting one) {
    database
        .sql("update outgoing_notice set state = 'sent', problem = '' where id = :id")
        .param("id", one.id())
        .update();
  }

  /// It is tried again, unless it was tried often enough.
  void failed(Waiting one, String problem) {
    database
        .sql(
            """
            update outgoing_notice set state = :state, problem = :problem, handed = :handed
            where id = :id
            """)
        .param("state", one.tries() < WAITS.size() ? "waiting" : "failed")
        .param("problem", problem)
        .param("handed", one.handed())
        .param("id", one.id())
        .update();
  }

  /// It is about to be all given away, and may have arrived from now on, whatever becomes of this
  /// process: it is given away once more at most.
  void handed(Waiting one, Instant now) {
    database
        .sql(
            """
            update outgoing_notice set handed = handed + 1, next_try = :next, problem = :problem,
              state = case when handed >= :most then 'failed' else 'waiting' end
            where id = :id
            """)
        .param("next", utc(now.plus(ONCE_MORE)))
        .param("problem", "Nobody said whether it arrived")
        .param("most", MOST_HANDED - 1)
        .param("id", one.id())
        .update();
  }

  /// Nothing came of it, which is no fault of its own: this try does not count.
  void held(Waiting one, String problem, Instant next) {
    database
        .sql(
            """
            update outgoing_notice set state = 'waiting', tries = :tries, handed = :handed,
              next_try = :next, problem = :problem
            where id = :id
            """)
        .param("tries", one.tries())
        .param("handed", one.handed())
        .param("next", utc(next))
        .param("problem", problem)
        .param("id", one.id())
        .update();
  }

  /// It is not to be told any more.
  void drop(Waiting one) {
    database
        .sql("update outgoing_notice set state = 'dropped' where id = :id")
        .param("id", one.id())
        .update();
  }

  /// What failed for good and of which nobody has said that they know.
  Optional<Failures> failures(Way way) {
    return database
        .sql(
            """
            select problem, tries, count(*) over () as many, max(happened_at) over () as newest
            from outgoing_notice where state = 'failed' and %1$s
            order by id desc fetch first row only
            """
                .formatted(way.condition))
        .query((row, _) ->
            new Failures(
                row.getInt("many"),
                row.getString("problem"),
                row.getObject("newest", OffsetDateTime.class).toInstant(),
                row.getInt("tries")))
        .optional();
  }

  /// Tries those again that failed, and those now that wait after a try.
  void again(Way way, Instant now) {
    database
        .sql(
            "update outgoing_notice set state = 'waiting', tries = 0, handed = 0, next_try = :now"
                + " where (state = 'failed' or (state = 'waiting' and problem <> '')) and "
                + way.condition)
        .param("now", utc(now))
        .update();
  }

  /// Forgets those that failed, and those that wait after a try.
  void forgetFailed(Way way) {
    database
        .sql(
            "update outgoing_notice set state = 'dropped'"
                + " where (state = 'failed' or (state = 'waiting' and problem <> '')) and "
                + way.condition)
        .update();
  }

  /// Adds what is mailed to somebody, unless it is there already.
  ///
  /// @param next when a mail goes out about it
  void add(PersonalNotice one, Instant next) {
    database
        .sql(
            """
            insert into outgoing_notice (recipient, kind, event, happened_at, who, title, path,
              state, tries, next_try, problem)
            select :to, :kind, :event, :at, :who, :title, :path, 'waiting', 0, :next, ''
            where not exists (select 1 from outgoing_notice where event = :event)
            """)
        .param("to", one.to().value())
        .param("kind", one.kind().code())
        .param("event", event(one.to(), one.key()))
        .param("at", utc(one.at()))
        .param("who", one.who().map(PersonId::value).orElse(null))
        .param("title", one.title())
        .param("path", one.path())
        .param("next", utc(next))
        .update();
  }

  private static String event(PersonId to, String key) {
    return "%s %s".formatted(to.value(), key);
  }

  /// As whoever told of it calls it.
  static String key(PersonId to, Waiting one) {
    return one.event().substring(to.value().length() + 1);
  }

  /// Adds a mail by which somebody confirms their address.
  void addConfirmation(PersonId to, Instant now) {
    add(
        new PersonalNotice(
            to,
            MailKind.CONFIRM,
            "confirm " + UUID.randomUUID(),
            now,
            Optional.empty(),
            "",
            "account"),
        now);
  }

  /// How many such mails somebody asked for since a time.
  int askedSince(PersonId person, Instant time) {
    return database
        .sql(
            """
            select count(*) from outgoing_notice
            where recipient = :person and kind = :kind and happened_at > :time
            """)
        .param("person", person.value())
        .param("kind", MailKind.CONFIRM.code())
        .param("time", utc(time))
        .query(Integer.class)
        .single();
  }

  /// To whom a mail is due, whoever waits longest first.
  List<PersonId> recipientsDue(Instant now, int most) {
    return database
        .sql(
            """
            select recipient from outgoing_notice
            where recipient is not null and state = 'waiting' and next_try <= :now
            group by recipient order by min(next_try) fetch first :most rows only
            """)
        .param("now", utc(now))
        .param("most", most)
        .query((row, _) -> new PersonId(row.getString("recipient")))
        .list();
  }

  /// What one mail to somebody is about, the oldest first: what is due, and what was not tried yet
  /// and will be until a time.
  List<Waiting> due(PersonId to, Instant now, Instant until, int most) {
    return database
        .sql(
            WAITING
                + """
                where n.recipient = :to and n.state = 'waiting'
                  and (n.next_try <= :now or (n.next_try <= :until and n.tries = 0))
                order by n.happened_at, n.id fetch first :most rows only
                """)
        .param("to", to.value())
        .param("now", utc(now))
        .param("until", utc(until))
        .param("most", most)
        .query(Outbox::waiting)
        .list();
  }

  /// Nothing that waits for somebody is mailed to them.
  void dropOf(PersonId person) {
    database
        .sql(
            "update outgoing_notice set state = 'dropped'"
                + " where recipient = :person and state in ('waiting', 'failed')")
        .param("person", person.value())
        .update();
  }

  /// What was not tried yet is mailed to somebody at this time.
  void moveOf(PersonId person, Instant next) {
    database
        .sql(
            """
            update outgoing_notice set next_try = :next
            where recipient = :person and state = 'waiting' and tries = 0 and kind <> :confirm
            """)
        .param("next", utc(next))
        .param("person", person.value())
        .param("confirm", MailKind.CONFIRM.code())
        .update();
  }

  /// Forgets what happened before a time.
  void forget(Instant before) {
    database
        .sql("delete from outgoing_notice where happened_at < :before")
        .param("before", utc(before))
        .update();
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
