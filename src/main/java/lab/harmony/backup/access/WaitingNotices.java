package lab.harmony.backup.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/// What waited to be told outside when a backup was made. The lab that made it has told it since,
/// and goes on to, where the backup is restored on another machine: so nothing of it is told, and
/// the owners hear of it.
public final class WaitingNotices {

  private static final String NOTICES = "outgoing_notice";

  /// Until when it was looked for what to tell.
  private static final List<String> MARKS = List.of("outgoing_mark", "mail_mark");

  static final String WHY =
      "They waited when the backup was made that the lab went back to, and may have been sent by the"
          + " lab that made it";

  private WaitingNotices() {}

  public static boolean areIn(Connection database) throws SQLException {
    if (!AccessRows.isThere(database, NOTICES)) {
      return false;
    }
    try (var statement = database.createStatement();
        var found =
            statement.executeQuery(
                "select count(*) from outgoing_notice where state = 'waiting'")) {
      return found.next() && found.getInt(1) > 0;
    }
  }

  /// What waits fails, and what happened before now is looked for no more.
  public static void end(Connection database, Instant now) throws SQLException {
    if (!AccessRows.isThere(database, NOTICES)) {
      return;
    }
    try (var fail =
        database.prepareStatement(
            "update outgoing_notice set state = 'failed', tries = 0, problem = ?"
                + " where state = 'waiting'")) {
      fail.setString(1, WHY);
      fail.executeUpdate();
    }
    for (var mark : MARKS) {
      if (AccessRows.isThere(database, mark)) {
        try (var move = database.prepareStatement("update %s set looked_to = ?".formatted(mark))) {
          move.setTimestamp(1, Timestamp.from(now));
          move.executeUpdate();
        }
      }
    }
  }
}
