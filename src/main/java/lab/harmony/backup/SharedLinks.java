package lab.harmony.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Share links in a database that takes the place of another: what was revoked since stays revoked.
/// They expire at that moment: who revoked them may be nobody whom this database knows.
record SharedLinks(Connection database) {

  /// Ends those that ended in the other.
  void endAsIn(AccessTables present) throws SQLException {
    for (var link : present.rows(AccessTables.LINKS).rows()) {
      end(" where id = ? and expires_at > ?", end(link), link.text("id"));
    }
  }

  void endAll(Instant now) throws SQLException {
    end(" where id = coalesce(?, id) and expires_at > ?", now, null);
  }

  /// Whether a link is open at a moment.
  static boolean isOpen(AccessRow link, Instant at) {
    return end(link).isAfter(at);
  }

  /// When it ends, or ended.
  private static Instant end(AccessRow link) {
    var expires = link.time("expires_at").orElseThrow();
    return link.time("revoked_at").filter(it -> it.isBefore(expires)).orElse(expires);
  }

  private void end(String which, Instant at, @Nullable String id) throws SQLException {
    if (!AccessRows.isThere(database, AccessTables.LINKS)) {
      return;
    }
    try (var update = database.prepareStatement("update share_link set expires_at = ?" + which)) {
      update.setTimestamp(1, Timestamp.from(at));
      update.setString(2, id);
      update.setTimestamp(3, Timestamp.from(at));
      update.executeUpdate();
    }
  }
}
