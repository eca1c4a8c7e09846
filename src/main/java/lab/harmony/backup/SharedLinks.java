package lab.harmony.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Share links in a database that takes the place of another: what was revoked since stays revoked.
final class SharedLinks {

  private SharedLinks() {}

  /// The links that were revoked in a database, and when; empty if it cannot be read, so that
  /// nobody knows.
  static Optional<Map<String, Instant>> revoked(Path file) {
    if (!Files.exists(file)) {
      return Optional.of(Map.of());
    }
    try (var connection = DatabaseCopy.connect(file, ";ACCESS_MODE_DATA=r")) {
      var revoked = new HashMap<String, Instant>();
      if (areThere(connection)) {
        try (var statement = connection.createStatement();
            var rows =
                statement.executeQuery(
                    "select id, revoked_at from share_link where revoked_at is not null")) {
          while (rows.next()) {
            revoked.put(rows.getString(1), rows.getTimestamp(2).toInstant());
          }
        }
      }
      return Optional.of(Map.copyOf(revoked));
    } catch (SQLException e) {
      LoggerFactory.getLogger(SharedLinks.class).debug("{} does not say its links", file, e);
      return Optional.empty();
    }
  }

  /// Ends links in a database that nobody has open. They expire at that moment: who revoked them
  /// may be nobody whom this database knows.
  ///
  /// @param revoked those to end; empty for all that are open
  /// @return how many were ended
  static int end(Path file, Optional<Map<String, Instant>> revoked, Instant now)
      throws SQLException, IOException {
    if (revoked.filter(Map::isEmpty).isPresent()) {
      return 0; // the file stays as its manifest says it
    }
    int ended = 0;
    try (var connection = DatabaseCopy.connect(file, "")) {
      if (!areThere(connection)) {
        return 0;
      }
      try (var one =
          connection.prepareStatement(
              "update share_link set expires_at = ? where revoked_at is null and expires_at > ? and"
                  + " id = coalesce(?, id)")) {
        if (revoked.isEmpty()) {
          ended = end(one, now, null);
        } else {
          for (var link : revoked.get().entrySet()) {
            ended += end(one, link.getValue(), link.getKey());
          }
        }
      }
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return ended;
  }

  private static int end(PreparedStatement update, Instant at, @Nullable String id)
      throws SQLException {
    update.setTimestamp(1, Timestamp.from(at));
    update.setTimestamp(2, Timestamp.from(at));
    update.setString(3, id);
    return update.executeUpdate();
  }

  private static boolean areThere(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                "select count(*) from information_schema.tables where table_schema = 'PUBLIC' and"
                    + " table_name = 'SHARE_LINK'")) {
      return tables.next() && tables.getInt(1) > 0;
    }
  }
}
