package lab.harmony.blind;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.Guest;
import lab.harmony.blind.session.GuestWay;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of guests' links. None is ever removed: each answer says by which it came.
@Repository
public class GuestStore {

  private static final String GUESTS =
      """
      select l.session, l.person, l.number, r.guest from blind_guest_link l
        join blind_rater r on r.session = l.session and r.person = l.person and r.guest is not null
      where l.revoked_at is null and l.left_at is null and
      """;

  /// A browser holds until its end; after the close it stays the guest's, whose answers come late.
  private static final String CAME =
      GUESTS
          + """
           l.used_at is not null and (l.until_at > :now or exists (select 1 from blind_session s
             where s.id = l.session and s.closed_at is not null)) and
          """;

  private final JdbcClient database;

  public GuestStore(JdbcClient database) {
    this.database = database;
  }

  /// The guest of a session, whether or not there is a link.
  public Optional<Guest> guest(SessionId session, PersonId rater) {
    return database
        .sql(
            "select session, person, guest from blind_rater where session = :session and person ="
                + " :rater and guest is not null")
        .param("session", session.value())
        .param("rater", rater.value())
        .query((row, _) -> guest(row))
        .optional();
  }

  /// Whose link this is, while it waits to be used.
  public Optional<Guest> waiting(Sha256 link, Instant now) {
    return database
        .sql(GUESTS + " l.until_at > :now and l.link_sha256 = :link and l.used_at is null")
        .param("link", link.hex())
        .param("now", BlindStore.utc(now))
        .query((row, _) -> guest(row))
        .optional();
  }

  /// Whose link this is, once it was used.
  public Optional<Guest> came(Sha256 link, Instant now) {
    return database
        .sql(CAME + " l.link_sha256 = :link")
        .param("link", link.hex())
        .param("now", BlindStore.utc(now))
        .query((row, _) -> guest(row))
        .optional();
  }

  /// A guest in the browser that they came in by.
  ///
  /// @param link its number, from 1
  public record Seat(Guest guest, int link) {}

  /// Who sits in this browser.
  public Optional<Seat> sitting(SessionId session, Sha256 browser, Instant now) {
    return database
        .sql(CAME + " l.session = :session and l.browser_sha256 = :browser")
        .param("session", session.value())
        .param("browser", browser.hex())
        .param("now", BlindStore.utc(now))
        .query((row, _) -> new Seat(guest(row), row.getInt("number")))
        .optional();
  }

  /// Puts a link in the place of any before it, whose browser is out then.
  public void add(Guest guest, Sha256 link, PersonId by, Instant now, Instant until) {
    revoke(guest.session(), guest.rater(), now);
    database
        .sql(
            """
            insert into blind_guest_link (session, person, number, link_sha256, made_by, until_at)
            select :session, :rater, coalesce(max(number), 0) + 1, :link, :by, :until
            from blind_guest_link where session = :session and person = :rater
            """)
        .param("session", guest.session().value())
        .param("rater", guest.rater().value())
        .param("link", link.hex())
        .param("by", by.value())
        .param("until", BlindStore.utc(until))
        .update();
  }

  /// Uses a link up: of two who try only one succeeds.
  ///
  /// @param until how long the browser holds
  public boolean use(Sha256 link, Sha256 browser, Instant now, Instant until) {
    return database
            .sql(
                "update blind_guest_link set used_at = :now, browser_sha256 = :browser, until_at = :until where"
                    + " link_sha256 = :link and used_at is null and revoked_at is null and until_at"
                    + " > :now")
            .param("now", BlindStore.utc(now))
            .param("until", BlindStore.utc(until))
            .param("browser", browser.hex())
            .param("link", link.hex())
            .update()
        == 1;
  }

  /// @return false if there was nothing to take back
  public boolean revoke(SessionId session, PersonId rater, Instant now) {
    return database
            .sql(
                "update blind_guest_link set revoked_at = :now where session = :session and person"
                    + " = :rater and revoked_at is null and left_at is null")
            .param("now", BlindStore.utc(now))
            .param("session", session.value())
            .param("rater", rater.value())
            .update()
        > 0;
  }

  /// Notes that a guest left their browser.
  ///
  /// @return false if they had before
  public boolean leave(Seat seat, Instant now) {
    return link(
                seat.guest().session(),
                seat.guest().rater(),
                seat.link(),
                "update blind_guest_link set left_at = :now where %s and left_at is null")
            .param("now", BlindStore.utc(now))
            .update()
        == 1;
  }

  /// Takes out what was answered by a link.
  ///
  /// @return false if there is no such link, or that was done before
  public boolean takeOut(
      SessionId session, PersonId rater, int link, PersonId by, String reason, Instant now) {
    return link(
                session,
                rater,
                link,
                """
                update blind_guest_link set out_at = :now, out_by = :by, out_reason = :reason,
                  revoked_at = coalesce(revoked_at, :now) where %s and out_at is null
                """)
            .param("now", BlindStore.utc(now))
            .param("by", by.value())
            .param("reason", reason)
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec link(SessionId session, PersonId rater, int link, String sql) {
    return database
        .sql(sql.formatted("session = :session and person = :rater and number = :link"))
        .param("session", session.value())
        .param("rater", rater.value())
        .param("link", link);
  }

  /// Whether somebody made a session.
  public boolean isMadeBy(SessionId session, PersonId person) {
    return database
        .sql("select opened_by = :person from blind_session where id = :session")
        .param("session", session.value())
        .param("person", person.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /// How it stands with the links of a session's guests, the oldest first.
  public Map<PersonId, List<GuestWay>> ways(SessionId session) {
    var all = new LinkedHashMap<PersonId, List<GuestWay>>();
    database
        .sql(
            """
            select l.person as guest, l.number, l.until_at, l.used_at, l.revoked_at, l.left_at, l.out_at, l.out_reason, %s,
              (select count(distinct a.position) from blind_answer a where a.session = l.session
                and a.rater = l.person and a.link = l.number and not a.withdrawn) as answers,
              (select count(distinct a.position) from blind_answer a where a.session = l.session
                and a.rater = l.person and a.link = l.number and a.withdrawn) as taken_back
            from blind_guest_link l where l.session = :session order by l.person, l.number
            """
                .formatted(NamedPerson.columns("l.out_by", "out_by")))
        .param("session", session.value())
        .query(row -> {
          all.computeIfAbsent(new PersonId(row.getString("guest")), _ -> new ArrayList<>())
              .add(
                  new GuestWay(
                      row.getInt("number"),
                      BlindStore.instant(row, "until_at").orElseThrow(),
                      BlindStore.instant(row, "used_at"),
                      BlindStore.instant(row, "revoked_at"),
                      BlindStore.instant(row, "left_at"),
                      row.getInt("answers"),
                      row.getInt("taken_back"),
                      out(row)));
        });
    return all;
  }

  private static Optional<GuestWay.Out> out(ResultSet row) throws SQLException {
    var by = NamedPerson.read(row, "out_by");
    var reason = row.getString("out_reason");
    return BlindStore.instant(row, "out_at").map(at -> new GuestWay.Out(at, by, reason));
  }

  /// The links whose answers were taken out, in the order of raters.
  public List<SealedClose.TakenOut> takenOut(BlindSession session) {
    var people = session.people();
    return database
        .sql(
            """
            select l.person, l.number, l.out_at,
              (select count(*) from blind_answer a where a.session = l.session
                and a.rater = l.person and a.link = l.number) as said
            from blind_guest_link l where l.session = :session and l.out_at is not null
            """)
        .param("session", session.id().value())
        .query((row, _) ->
            new SealedClose.TakenOut(
                SealedMapping.number(people, new PersonId(row.getString("person"))),
                row.getInt("number"),
                BlindStore.instant(row, "out_at").orElseThrow().toString(),
                row.getLong("said")))
        .list()
        .stream()
        .sorted(
            Comparator.comparingInt(SealedClose.TakenOut::rater)
                .thenComparingInt(SealedClose.TakenOut::link))
        .toList();
  }

  private static Guest guest(ResultSet row) throws SQLException {
    return new Guest(
        new SessionId(row.getString("session")),
        new PersonId(row.getString("person")),
        row.getString("guest"));
  }
}
