package lab.harmony.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.backup.access.AccessRow;
import lab.harmony.backup.access.AccessRows;
import lab.harmony.backup.access.AccessTables;

/// Blind sessions in a database that takes the place of another: what was closed since has told
/// which picture is whose, so nobody may rate in it any more.
///
/// One that is in the backup just what it was when it was closed is closed as it was. Of one that
/// is not, what the close wrote down does not fit: it is closed and tells nothing.
record BlindCloses(Connection database, Instant now) {

  /// Open sessions, by what is known of closes.
  private static final String KNOWN =
      """
      from blind_closing c
      where c.session = blind_session.id and c.commitment = blind_session.commitment
      """;

  private static final String WHOLE =
      """
      c.close_sha256 <> ''
        and c.answers = (select count(*) from blind_answer a where a.session = c.session)
        and c.last_sending = coalesce((select a.sending from blind_answer a where a.session = c.session
          order by a.number desc limit 1), '')
        and c.taken_out = (select count(*) from blind_guest_link l where l.session = c.session
          and l.out_at is not null)
        and c.not_blind = (select count(*) from blind_rater r where r.session = c.session
          and r.not_blind_since is not null)
      """;

  /// The commitments of the sessions that are open in a database.
  static Set<String> open(Connection database) throws SQLException {
    return AccessRows.isThere(database, "blind_session")
        ? Set.copyOf(
            AccessRows.read(
                    database,
                    "blind_session",
                    "select commitment from blind_session where closed_at is null")
                .values("commitment")
                .toList())
        : Set.of();
  }

  /// Those of some commitments of which files may say whether the session was closed: not where the
  /// present has it open. Anybody can write a file that says so of an open one.
  static Set<String> openToFiles(Collection<String> told, AccessTables present) {
    var stillOpen =
        present.rows(AccessTables.BLIND_SESSIONS).rows().stream()
            .filter(session -> session.find("closed_at").isEmpty())
            .map(session -> session.text("commitment"))
            .collect(Collectors.toSet());
    return told.stream().filter(one -> !stillOpen.contains(one)).collect(Collectors.toSet());
  }

  /// Takes over what the present knows. Who was not blind any more in a session that is open in the
  /// backup is not blind afterwards; what one that is closed there wrote down stays as it is.
  void carry(AccessTables present) throws SQLException {
    if (!isKept()) {
      return;
    }
    var open = openAsIn(present);
    guests(present, open);
    var known = AccessRows.of(database, AccessTables.BLIND_CLOSINGS).rows();
    for (var row : present.rows(AccessTables.BLIND_CLOSINGS).rows()) {
      if (known.stream().noneMatch(one -> isOne(one, row, "session", "commitment"))) {
        new AccessRows(AccessTables.BLIND_CLOSINGS, List.of(row))
            .replace(database, "session", Set.of());
      }
    }
    try (var note =
        database.prepareStatement(
            "update blind_rater set not_blind_since = ? where session = ? and person = ? and"
                + " not_blind_since is null")) {
      for (var row : present.rows(AccessTables.BLIND_RATERS).rows()) {
        var since = row.time("not_blind_since");
        if (since.isPresent() && open.contains(row.text("session"))) {
          note.setTimestamp(1, Timestamp.from(since.get()));
          note.setString(2, row.text("session"));
          note.setString(3, row.text("person"));
          note.executeUpdate();
        }
      }
    }
  }

  /// The sessions that are open here and that the present has as well, sealed alike.
  private Set<String> openAsIn(AccessTables present) throws SQLException {
    var open = open(database);
    return present.rows(AccessTables.BLIND_SESSIONS).rows().stream()
        .filter(session -> open.contains(session.text("commitment")))
        .map(session -> session.text("id"))
        .collect(Collectors.toSet());
  }

  /// Links of guests that were made or taken out since: what came by one that was taken out counts
  /// for nothing, and no number is given twice.
  private void guests(AccessTables present, Set<String> open) throws SQLException {
    var seats = AccessRows.of(database, AccessTables.BLIND_RATERS);
    var links = AccessRows.of(database, AccessTables.GUESTS);
    for (var row : present.rows(AccessTables.GUESTS).rows()) {
      if (row.find("number").isEmpty() || !open.contains(row.text("session"))) {
        continue; // of before, when a guest had one link, or of nothing that anybody rates in
      }
      if (links.rows().stream().anyMatch(one -> isOne(one, row, "session", "person", "number"))) {
        takeOut(row);
      } else if (seats.rows().stream().anyMatch(one -> isOne(one, row, "session", "person"))) {
        var ended = row.find("revoked_at").isPresent() ? row : row.with("revoked_at", utc());
        new AccessRows(AccessTables.GUESTS, List.of(ended)).replace(database, "session", Set.of());
      }
    }
  }

  private void takeOut(AccessRow row) throws SQLException {
    var at = row.time("out_at");
    if (at.isEmpty()) {
      return;
    }
    try (var note =
        database.prepareStatement(
            "update blind_guest_link set out_at = ?, out_by = ?, out_reason = ? where session = ? and"
                + " person = ? and number = ? and link_sha256 = ? and out_at is null")) {
      note.setTimestamp(1, Timestamp.from(at.get()));
      note.setString(2, row.text("out_by"));
      note.setString(3, row.text("out_reason"));
      note.setString(4, row.text("session"));
      note.setString(5, row.text("person"));
      note.setInt(6, Integer.parseInt(row.text("number")));
      note.setString(7, row.text("link_sha256"));
      note.executeUpdate();
    }
  }

  private static boolean isOne(AccessRow one, AccessRow other, String... columns) {
    return List.of(columns).stream().allMatch(it -> one.text(it).equals(other.text(it)));
  }

  private OffsetDateTime utc() {
    return now.atOffset(ZoneOffset.UTC);
  }

  /// Notes that files of the workspace tell what some came to.
  void told(Collection<String> commitments) throws SQLException {
    for (var commitment : commitments) {
      voidOpen("told", "commitment = ?", commitment);
    }
  }

  /// Notes that nobody can say of any whether it was closed.
  void notKnown() throws SQLException {
    voidOpen("not-known", "1 = 1");
  }

  private void voidOpen(String why, String which, String... values) throws SQLException {
    if (!isKept()) {
      return;
    }
    try (var note =
        database.prepareStatement(
            """
            insert into blind_closing (session, commitment, closed_at, voided)
            select id, commitment, ?, ? from blind_session
            where closed_at is null and %s and not exists (select 1 %s)
            """
                .formatted(which, KNOWN))) {
      note.setTimestamp(1, Timestamp.from(now));
      note.setString(2, why);
      for (int at = 0; at < values.length; at++) {
        note.setString(3 + at, values[at]);
      }
      note.executeUpdate();
    }
  }

  /// Closes what is open and known to be closed.
  ///
  /// @return how many
  int close() throws SQLException {
    if (!isKept()) {
      return 0;
    }
    try (var mark =
            database.prepareStatement(
                """
                update blind_session set voided_at = ?, voided = (
                  select case when c.voided <> '' then c.voided else 'closed-since' end %1$s)
                where closed_at is null and exists (select 1 %1$s and (c.voided <> '' or not (%2$s)))
                """
                    .formatted(KNOWN, WHOLE));
        var close =
            database.prepareStatement(
                """
                update blind_session set
                  (closed_at, closed_by, closed_reason, close_format, close_sha256, ended) = (
                    select c.closed_at, c.closed_by, c.closed_reason, c.close_format, c.close_sha256, c.ended
                    %1$s)
                where closed_at is null and exists (select 1 %1$s)
                """
                    .formatted(KNOWN))) {
      mark.setTimestamp(1, Timestamp.from(now));
      mark.executeUpdate();
      return close.executeUpdate();
    }
  }

  private boolean isKept() throws SQLException {
    return AccessRows.isThere(database, AccessTables.BLIND_CLOSINGS);
  }
}
