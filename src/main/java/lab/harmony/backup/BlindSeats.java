package lab.harmony.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.backup.access.AccessRow;
import lab.harmony.backup.access.AccessRows;
import lab.harmony.backup.access.AccessTables;
import lab.harmony.backup.access.ComingIn;
import lab.harmony.people.Right;

/// Who rates in blind sessions, in a database that takes the place of another: whoever could see
/// the arms by one of both is not blind, and what was taken out of a guest's answers stays out.
///
/// What the present knows of sessions that the backup does not have is kept beside, so that going
/// back once more, to where they are, finds it.
record BlindSeats(Connection database, Instant now) {

  private static final String SESSION = "session";
  private static final String COMMITMENT = "commitment";
  private static final String PERSON = "person";
  private static final String NUMBER = "number";
  private static final String NOT_BLIND_SINCE = "not_blind_since";

  /// A session as it was sealed.
  private record Sealed(String id, String commitment) {

    static Sealed of(AccessRow row) {
      return new Sealed(row.text(SESSION), row.text(COMMITMENT));
    }
  }

  /// Takes over what the present knows of sessions that are open in the backup, sealed alike. What
  /// one that is closed there wrote down stays as it is.
  void carry(AccessTables present) throws SQLException {
    var sessions = AccessTables.of(database).rows(AccessTables.BLIND_SESSIONS).rows();
    var here = sessions.stream().map(BlindSeats::sealed).collect(Collectors.toSet());
    var open =
        sessions.stream()
            .filter(session -> session.find("closed_at").isEmpty())
            .map(BlindSeats::sealed)
            .collect(Collectors.toSet());
    var raters = known(present, AccessTables.BLIND_RATERS, AccessTables.GONE_RATERS);
    for (var rater : raters) {
      var since = rater.time(NOT_BLIND_SINCE);
      if (since.isPresent() && open.contains(Sealed.of(rater))) {
        seesArms(rater.text(SESSION), rater.text(PERSON), since.get());
      }
    }
    keep(raters.stream().filter(rater -> !here.contains(Sealed.of(rater))).toList());
    var links =
        known(present, AccessTables.GUESTS, AccessTables.GONE_LINKS).stream()
            .filter(link -> link.find(NUMBER).isPresent()) // before, a guest had one link
            .toList();
    bring(links.stream().filter(link -> open.contains(Sealed.of(link))).toList());
    keepLinks(links.stream().filter(link -> !here.contains(Sealed.of(link))).toList());
    unknownTo(present, open);
  }

  private static Sealed sealed(AccessRow session) {
    return new Sealed(session.text("id"), session.text(COMMITMENT));
  }

  /// Rows of the sessions that the present has, and of those that are gone from it.
  private static List<AccessRow> known(AccessTables present, String table, String gone) {
    var commitments =
        present.rows(AccessTables.BLIND_SESSIONS).rows().stream()
            .collect(Collectors.toMap(row -> row.text("id"), row -> row.text(COMMITMENT)));
    return Stream.concat(
            present.rows(table).rows().stream()
                .flatMap(row ->
                    Optional.ofNullable(commitments.get(row.text(SESSION)))
                        .map(commitment -> row.with(COMMITMENT, commitment))
                        .stream()),
            present.rows(gone).rows().stream())
        .toList();
  }

  /// Of sessions of which the present never knew, it says who can open runs there: that they saw
  /// the arms is not known, and that they did not, neither.
  private void unknownTo(AccessTables present, Set<Sealed> open) throws SQLException {
    var known = present.sealed();
    for (var session : open) {
      if (known.contains(session.commitment())) {
        continue;
      }
      for (var person : present.rows(AccessTables.PEOPLE).rows()) {
        if (ComingIn.may(person) && Right.LOOK.has(ComingIn.role(person))) {
          seesArms(session.id(), person.text("id"), now);
        }
      }
    }
  }

  private void seesArms(String session, String person, Instant since) throws SQLException {
    update(
        "update blind_rater set not_blind_since = ? where session = ? and person = ? and"
            + " not_blind_since is null",
        Timestamp.from(since),
        session,
        person);
  }

  private void keep(List<AccessRow> raters) throws SQLException {
    var kept = keys(AccessTables.GONE_RATERS, SESSION, COMMITMENT, PERSON);
    for (var rater : raters) {
      if (kept.add(key(rater, SESSION, COMMITMENT, PERSON))) {
        insert(AccessTables.GONE_RATERS, rater);
      } else if (rater.time(NOT_BLIND_SINCE).isPresent()) {
        update(
            "update blind_gone_rater set not_blind_since = ? where session = ? and commitment = ?"
                + " and person = ? and not_blind_since is null",
            Timestamp.from(rater.time(NOT_BLIND_SINCE).get()),
            rater.text(SESSION),
            rater.text(COMMITMENT),
            rater.text(PERSON));
      }
    }
  }

  /// Links of sessions that are open: what came by one that was taken out counts for nothing, and
  /// no number is given twice.
  private void bring(List<AccessRow> links) throws SQLException {
    var there = keys(AccessTables.GUESTS, SESSION, PERSON, NUMBER);
    var seats = keys(AccessTables.BLIND_RATERS, SESSION, PERSON);
    for (var link : links) {
      if (!seats.contains(key(link, SESSION, PERSON))) {
        continue;
      }
      if (there.add(key(link, SESSION, PERSON, NUMBER))) {
        insert(AccessTables.GUESTS, ended(link));
      } else {
        takeOut("update blind_guest_link set %s and ? <> ''", link);
      }
    }
  }

  private void keepLinks(List<AccessRow> links) throws SQLException {
    var kept = keys(AccessTables.GONE_LINKS, SESSION, COMMITMENT, PERSON, NUMBER);
    for (var link : links) {
      if (kept.add(key(link, SESSION, COMMITMENT, PERSON, NUMBER))) {
        insert(AccessTables.GONE_LINKS, ended(link));
      } else {
        takeOut("update blind_gone_link set %s and commitment = ?", link);
      }
    }
  }

  private AccessRow ended(AccessRow link) {
    return link.find("revoked_at").isPresent()
        ? link
        : link.with("revoked_at", now.atOffset(ZoneOffset.UTC));
  }

  private void takeOut(String sql, AccessRow link) throws SQLException {
    var at = link.time("out_at");
    if (at.isPresent()) {
      update(
          sql.formatted(
              "out_at = ?, out_by = ?, out_reason = ? where session = ? and person = ? and number ="
                  + " ? and link_sha256 = ? and out_at is null"),
          Timestamp.from(at.get()),
          link.text("out_by"),
          link.text("out_reason"),
          link.text(SESSION),
          link.text(PERSON),
          Integer.valueOf(link.text(NUMBER)),
          link.text("link_sha256"),
          link.text(COMMITMENT));
    }
  }

  private Set<List<String>> keys(String table, String... columns) throws SQLException {
    return AccessRows.of(database, table).rows().stream()
        .map(row -> key(row, columns))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<String> key(AccessRow row, String... columns) {
    return Stream.of(columns).map(row::text).toList();
  }

  private void insert(String table, AccessRow row) throws SQLException {
    new AccessRows(table, List.of(row)).replace(database, SESSION, Set.of());
  }

  private void update(String sql, Object... values) throws SQLException {
    try (var update = database.prepareStatement(sql)) {
      for (int at = 0; at < values.length; at++) {
        update.setObject(at + 1, values[at]);
      }
      update.executeUpdate();
    }
  }
}
