package lab.harmony.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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
        and c.adjudication_sha256 = blind_session.adjudication_sha256
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

  /// Takes over what the present knows.
  void carry(AccessTables present) throws SQLException {
    if (!isKept()) {
      return;
    }
    new BlindSeats(database, now).carry(present);
    var known = AccessRows.of(database, AccessTables.BLIND_CLOSINGS).rows();
    for (var row : present.rows(AccessTables.BLIND_CLOSINGS).rows()) {
      if (known.stream().noneMatch(one -> isOne(one, row, "session", "commitment"))) {
        new AccessRows(AccessTables.BLIND_CLOSINGS, List.of(row))
            .replace(database, "session", Set.of());
      }
    }
  }

  private static boolean isOne(AccessRow one, AccessRow other, String... columns) {
    return List.of(columns).stream().allMatch(it -> one.text(it).equals(other.text(it)));
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
