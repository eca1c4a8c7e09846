package lab.harmony.backup.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Share links in a database that takes the place of another: what was revoked since stays revoked.
/// They expire at that moment: who revoked them may be nobody whom this database knows.
public record SharedLinks(Connection database) {

  private static final String ID = "id";

  /// Ends those that ended in the other. In one lab none is ever removed: those that only the other
  /// has come too, so that they stay as they are however often somebody goes back, and what became
  /// of those that only this one has is lost.
  public void endAsIn(AccessTables present, AccessTables backup, Instant now) throws SQLException {
    var theirs = present.rows(AccessTables.LINKS);
    for (var link : theirs.rows()) {
      end(" where id = ? and expires_at > ?", end(link), link.text(ID));
    }
    if (!present.isOneLabWith(backup)) {
      return;
    }
    var here = backup.rows(AccessTables.LINKS).values(ID).collect(Collectors.toSet());
    theirs.where(link -> !here.contains(link.text(ID))).replace(database, ID, Set.of());
    theirs.values(ID).forEach(here::remove);
    for (var lost : here) {
      end(" where id = ? and expires_at > ?", now, lost);
    }
  }

  public void endAll(Instant now) throws SQLException {
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
