package lab.harmony.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import lab.harmony.people.Role;

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

  private static final String TAKE_OUT =
      " set out_at = ?, out_by = ?, out_reason = ? where session = ? and person = ? and number = ?"
          + " and link_sha256 = ? and out_at is null";

  /// A session as it was sealed.
  private record Sealed(String id, String commitment) {

    static Sealed of(AccessRow row) {
      return new Sealed(row.text(SESSION), row.text(COMMITMENT));
    }
  }

  /// Since when somebody is not blind in a session.
  private record Seeing(String session, String person, Instant since) {}

  /// Takes over what the present knows of sessions that are open in the backup, sealed alike. What
  /// one that is closed there wrote down stays as it is.
  void carry(AccessTables present) throws SQLException {
    var sessions =
        AccessRows.read(
                database,
                AccessTables.BLIND_SESSIONS,
                "select id as session, commitment, opened_at, closed_at from blind_session")
            .rows();
    var here = sessions.stream().map(Sealed::of).collect(Collectors.toSet());
    var goOn = sessions.stream().filter(session -> session.find("closed_at").isEmpty()).toList();
    var open = goOn.stream().map(Sealed::of).collect(Collectors.toSet());
    var raters = known(present, AccessTables.BLIND_RATERS, AccessTables.GONE_RATERS);
    var seeing = new ArrayList<Seeing>();
    for (var rater : raters) {
      var since = rater.time(NOT_BLIND_SINCE);
      if (since.isPresent() && open.contains(Sealed.of(rater))) {
        seeing.add(new Seeing(rater.text(SESSION), rater.text(PERSON), since.get()));
      }
    }
    seeing.addAll(unknownTo(present, goOn));
    mark(seeing);
    keep(raters.stream().filter(rater -> !here.contains(Sealed.of(rater))).toList());
    var seats = keys(AccessTables.BLIND_RATERS, SESSION, PERSON);
    keep(withoutSeat(seats, couldLook(present, goOn)));
    keep(
        withoutSeat(
            seats, raters.stream().filter(rater -> open.contains(Sealed.of(rater))).toList()));
    var links =
        known(present, AccessTables.GUESTS, AccessTables.GONE_LINKS).stream()
            .filter(link -> link.find(NUMBER).isPresent()) // before, a guest had one link
            .toList();
    bring(links.stream().filter(link -> open.contains(Sealed.of(link))).toList());
    keepLinks(links.stream().filter(link -> !here.contains(Sealed.of(link))).toList());
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

  /// Who could open runs, while a session was open of which the present never knew: who has such a
  /// role now, also where they were shut out with it, and who had one for a moment, as the audit
  /// trail of the present has it.
  private List<Seeing> unknownTo(AccessTables present, List<AccessRow> open) {
    var known = present.sealed();
    var seeing = new ArrayList<Seeing>();
    for (var session : open) {
      if (known.contains(session.text(COMMITMENT))) {
        continue;
      }
      var id = session.text(SESSION);
      present.rows(AccessTables.PEOPLE).rows().stream()
          .filter(person -> Right.LOOK.has(ComingIn.role(person)))
          .forEach(person -> seeing.add(new Seeing(id, person.text("id"), now)));
      var opened = session.time("opened_at").orElseThrow();
      for (var change : present.rows(AccessTables.ROLES_CHANGED).rows()) {
        var at = Instant.parse(change.text("happened_at"));
        if (at.isAfter(opened) && isOfLooking(change.text("details"))) {
          seeing.add(new Seeing(id, change.text(PERSON), at));
        }
      }
    }
    return seeing;
  }

  /// Whether a change of role was from or to one with which runs can be opened.
  private static boolean isOfLooking(String details) {
    return Stream.of(Role.values())
        .filter(Right.LOOK::has)
        .map(Role::word)
        .anyMatch(details::contains);
  }

  /// Who had a role for a moment, while a session was open, with which runs can be opened, as the
  /// audit trail of the present has it: it goes with the present.
  private static List<AccessRow> couldLook(AccessTables present, List<AccessRow> open) {
    var all = new ArrayList<AccessRow>();
    for (var change : present.rows(AccessTables.ROLES_CHANGED).rows()) {
      var at = Instant.parse(change.text("happened_at"));
      if (isOfLooking(change.text("details"))) {
        open.stream()
            .filter(session -> at.isAfter(session.time("opened_at").orElseThrow()))
            .forEach(session ->
                all.add(
                    session
                        .with(PERSON, change.text(PERSON))
                        .with(NOT_BLIND_SINCE, at.atOffset(ZoneOffset.UTC))));
      }
    }
    return all;
  }

  /// Those who are no raters in the backup: they may still be asked where its raters disagree.
  private static List<AccessRow> withoutSeat(Set<List<String>> seats, List<AccessRow> all) {
    return all.stream().filter(one -> !seats.contains(key(one, SESSION, PERSON))).toList();
  }

  private void mark(List<Seeing> all) throws SQLException {
    try (var note =
        database.prepareStatement(
            "update blind_rater set not_blind_since = ? where session = ? and person = ? and"
                + " not_blind_since is null")) {
      for (var one : all) {
        note.setTimestamp(1, Timestamp.from(one.since()));
        note.setString(2, one.session());
        note.setString(3, one.person());
        note.addBatch();
      }
      note.executeBatch();
    }
  }

  private void keep(List<AccessRow> raters) throws SQLException {
    var kept = keys(AccessTables.GONE_RATERS, SESSION, COMMITMENT, PERSON);
    var added = new ArrayList<AccessRow>();
    for (var rater : raters) {
      var since = rater.time(NOT_BLIND_SINCE);
      if (kept.add(key(rater, SESSION, COMMITMENT, PERSON))) {
        added.add(rater);
      } else if (since.isPresent()) {
        update(
            "update blind_gone_rater set not_blind_since = ? where session = ? and commitment = ?"
                + " and person = ? and not_blind_since is null",
            List.of(
                Timestamp.from(since.get()),
                rater.text(SESSION),
                rater.text(COMMITMENT),
                rater.text(PERSON)));
      }
    }
    insert(AccessTables.GONE_RATERS, added);
  }

  /// Links of sessions that are open: what came by one that was taken out counts for nothing, and
  /// no number is given twice.
  private void bring(List<AccessRow> links) throws SQLException {
    var there = keys(AccessTables.GUESTS, SESSION, PERSON, NUMBER);
    var seats = keys(AccessTables.BLIND_RATERS, SESSION, PERSON);
    var added = new ArrayList<AccessRow>();
    for (var link : links) {
      if (!seats.contains(key(link, SESSION, PERSON))) {
        continue;
      }
      if (there.add(key(link, SESSION, PERSON, NUMBER))) {
        added.add(ended(link));
      } else if (link.find("out_at").isPresent()) {
        update("update blind_guest_link" + TAKE_OUT, takenOut(link));
      }
    }
    insert(AccessTables.GUESTS, added);
  }

  private void keepLinks(List<AccessRow> links) throws SQLException {
    var kept = keys(AccessTables.GONE_LINKS, SESSION, COMMITMENT, PERSON, NUMBER);
    var added = new ArrayList<AccessRow>();
    for (var link : links) {
      if (kept.add(key(link, SESSION, COMMITMENT, PERSON, NUMBER))) {
        added.add(ended(link));
      } else if (link.find("out_at").isPresent()) {
        var values = new ArrayList<>(takenOut(link));
        values.add(link.text(COMMITMENT));
        update("update blind_gone_link" + TAKE_OUT + " and commitment = ?", values);
      }
    }
    insert(AccessTables.GONE_LINKS, added);
  }

  private AccessRow ended(AccessRow link) {
    return link.find("revoked_at").isPresent()
        ? link
        : link.with("revoked_at", now.atOffset(ZoneOffset.UTC));
  }

  /// The values of [#TAKE_OUT].
  private static List<Object> takenOut(AccessRow link) {
    return List.of(
        Timestamp.from(link.time("out_at").orElseThrow()),
        link.text("out_by"),
        link.text("out_reason"),
        link.text(SESSION),
        link.text(PERSON),
        Integer.valueOf(link.text(NUMBER)),
        link.text("link_sha256"));
  }

  private Set<List<String>> keys(String table, String... columns) throws SQLException {
    return AccessRows.of(database, table).rows().stream()
        .map(row -> key(row, columns))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<String> key(AccessRow row, String... columns) {
    return Stream.of(columns).map(row::text).toList();
  }

  private void insert(String table, List<AccessRow> rows) throws SQLException {
    new AccessRows(table, rows).replace(database, SESSION, Set.of());
  }

  private void update(String sql, List<Object> values) throws SQLException {
    try (var update = database.prepareStatement(sql)) {
      for (int at = 0; at < values.size(); at++) {
        update.setObject(at + 1, values.get(at));
      }
      update.executeUpdate();
    }
  }
}
