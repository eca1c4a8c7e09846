package lab.harmony.blind;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of guests' links.
@Repository
class GuestStore {

  private static final String GUESTS =
      """
      select l.session, l.person, r.guest from blind_guest_link l
        join blind_rater r on r.session = l.session and r.person = l.person and r.guest is not null
      where l.revoked_at is null and l.until_at > :now and
      """;

  private final JdbcClient database;

  GuestStore(JdbcClient database) {
    this.database = database;
  }

  /// The guest of a session, whether or not there is a link.
  Optional<Guest> guest(SessionId session, PersonId rater) {
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
  Optional<Guest> waiting(Sha256 link, Instant now) {
    return database
        .sql(GUESTS + " l.link_sha256 = :link and l.used_at is null")
        .param("link", link.hex())
        .param("now", BlindStore.utc(now))
        .query((row, _) -> guest(row))
        .optional();
  }

  /// Whose link this is, once it was used.
  Optional<Guest> came(Sha256 link, Instant now) {
    return database
        .sql(GUESTS + " l.link_sha256 = :link and l.used_at is not null")
        .param("link", link.hex())
        .param("now", BlindStore.utc(now))
        .query((row, _) -> guest(row))
        .optional();
  }

  /// Whose browser this is.
  Optional<Guest> sitting(SessionId session, Sha256 browser, Instant now) {
    return database
        .sql(GUESTS + " l.session = :session and l.browser_sha256 = :browser")
        .param("session", session.value())
        .param("browser", browser.hex())
        .param("now", BlindStore.utc(now))
        .query((row, _) -> guest(row))
        .optional();
  }

  /// Puts a link in the place of any before it, whose browser is out then.
  void add(Guest guest, Sha256 link, PersonId by, Instant until) {
    database
        .sql("delete from blind_guest_link where session = :session and person = :rater")
        .param("session", guest.session().value())
        .param("rater", guest.rater().value())
        .update();
    database
        .sql(
            "insert into blind_guest_link (session, person, link_sha256, made_by, until_at) values"
                + " (:session, :rater, :link, :by, :until)")
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
  boolean use(Sha256 link, Sha256 browser, Instant now, Instant until) {
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
  boolean revoke(SessionId session, PersonId rater, Instant now) {
    return database
            .sql(
                "update blind_guest_link set revoked_at = :now where session = :session and person"
                    + " = :rater and revoked_at is null")
            .param("now", BlindStore.utc(now))
            .param("session", session.value())
            .param("rater", rater.value())
            .update()
        == 1;
  }

  /// How it stands with the links of a session.
  Map<PersonId, BlindGuests.Way> ways(SessionId session) {
    var all = new LinkedHashMap<PersonId, BlindGuests.Way>();
    database
        .sql("select * from blind_guest_link where session = :session")
        .param("session", session.value())
        .query(row -> {
          all.put(
              new PersonId(row.getString("person")),
              new BlindGuests.Way(
                  BlindStore.instant(row, "until_at").orElseThrow(),
                  BlindStore.instant(row, "used_at"),
                  BlindStore.instant(row, "revoked_at").isPresent()));
        });
    return all;
  }

  private static Guest guest(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Guest(
        new SessionId(row.getString("session")),
        new PersonId(row.getString("person")),
        row.getString("guest"));
  }
}
