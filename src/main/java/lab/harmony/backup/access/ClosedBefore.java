package lab.harmony.backup.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/// Closes in a database of before, which has them with the sessions alone. It was not opened by a
/// lab of today, which notes them apart with what tells whether a session still is what was closed.
final class ClosedBefore {

  /// What a close wrote down of itself, since it writes something down.
  private static final Set<String> WRITTEN =
      Set.of("closed_reason", "close_format", "close_sha256", "ended");

  private static final String ALONE =
      "select id as session, commitment, closed_by, closed_at from blind_session"
          + " where closed_at is not null";

  private static final String AS_NOTED_TODAY =
      """
      select s.id as session, s.commitment, s.closed_by, s.closed_at, s.closed_reason, s.close_format,
        s.close_sha256, s.ended,
        (select count(*) from blind_answer a where a.session = s.id) as answers,
        coalesce((select a.sending from blind_answer a where a.session = s.id
          order by a.number desc limit 1), '') as last_sending,
        %s as taken_out,
        (select count(*) from blind_rater r where r.session = s.id and r.not_blind_since is not null)
          as not_blind
      from blind_session s where s.closed_at is not null
      """;

  private static final String TAKEN_OUT =
      "(select count(*) from blind_guest_link l where l.session = s.id and l.out_at is not null)";

  private ClosedBefore() {}

  static AccessRows in(Connection database) throws SQLException {
    if (!AccessRows.columns(database, AccessTables.BLIND_SESSIONS).containsAll(WRITTEN)) {
      return AccessRows.read(database, AccessTables.BLIND_CLOSINGS, ALONE);
    }
    boolean takesOut = AccessRows.columns(database, AccessTables.GUESTS).contains("out_at");
    return AccessRows.read(
        database,
        AccessTables.BLIND_CLOSINGS,
        AS_NOTED_TODAY.formatted(takesOut ? TAKEN_OUT : "0"));
  }
}
