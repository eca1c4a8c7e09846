package lab.harmony.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import lab.harmony.workspace.LabDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;

/// Brings into the database of a backup what was taken away since: nothing that is closed when a
/// backup is restored is open afterwards.
///
/// @param present of the database that goes
/// @param lines of the reports whose files will lie there
/// @param migrations that are no SQL, by which a database of before gets the tables of today
record CarryOver(
    PresentAccess present, Set<String> lines, List<JavaMigration> migrations, Instant now) {

  /// @param file of a database that nobody has open; as it was where no lab stood there
  CarriedOver into(Path file) throws SQLException, IOException {
    if (present instanceof PresentAccess.NoLab) {
      return CarriedOver.NOTHING;
    }
    boolean isOfBefore;
    try (var database = DatabaseCopy.connect(file, "")) {
      isOfBefore = isOfBefore(database);
    }
    if (isOfBefore) {
      migrate(file);
    }
    CarriedOver carried;
    try (var database = DatabaseCopy.connect(file, "")) {
      database.setAutoCommit(false);
      var before = AccessTables.of(database);
      carry(database, before);
      carried =
          CarriedOver.between(
              before, AccessTables.of(database), now, present instanceof PresentAccess.Told);
      database.commit();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return carried;
  }

  /// Whether some of the tables are not there yet.
  private static boolean isOfBefore(Connection database) throws SQLException {
    if (!AccessRows.isThere(database, "flyway_schema_history")) {
      return false;
    }
    for (var table : AccessTables.NAMED) {
      if (!AccessRows.isThere(database, table)) {
        return true;
      }
    }
    return false;
  }

  private void migrate(Path file) {
    Flyway.configure()
        .dataSource(DatabaseCopy.url(file, ""), LabDatabase.USER, LabDatabase.PASSWORD)
        .javaMigrations(migrations.toArray(JavaMigration[]::new))
        .load()
        .migrate();
  }

  private void carry(Connection database, AccessTables before) throws SQLException {
    switch (present) {
      case PresentAccess.NoLab _ -> throw new IllegalStateException("nothing is carried over");
      case PresentAccess.Silent _ -> {
        new SharedLinks(database).endAll(now);
        ComingIn.close(database);
        new ReportAudiences(database).close(lines);
      }
      case PresentAccess.Told(var tables) -> {
        new SharedLinks(database).endAsIn(tables, before, now);
        new ComingIn(tables, before).into(database);
        new ReportAudiences(database).narrow(tables, before);
      }
    }
    if (AccessRows.isThere(database, AccessTables.TOKENS)) {
      try (var end =
          database.prepareStatement(
              "update access_token set revoked_at = ? where revoked_at is null")) {
        end.setTimestamp(1, Timestamp.from(now));
        end.executeUpdate();
      }
    }
  }
}
