package lab.harmony.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.harmony.backup.access.AccessRows;
import lab.harmony.backup.access.AccessTables;
import lab.harmony.backup.access.CarriedOver;
import lab.harmony.backup.access.ComingIn;
import lab.harmony.backup.access.ReportAudiences;
import lab.harmony.backup.access.ReportsBeside;
import lab.harmony.backup.access.SharedLinks;
import lab.harmony.backup.access.WaitingNotices;
import lab.harmony.backup.copies.DatabaseCopy;
import lab.harmony.workspace.LabDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;

/// Brings into the database of a backup what was taken away since: nothing that is closed when a
/// backup is restored is open afterwards.
///
/// @param present of the database that goes
/// @param reports whose files will lie there
/// @param told commitments of blind sessions that files tell of
/// @param migrations that are no SQL, by which a database of before gets the tables of today
record CarryOver(
    PresentAccess present,
    ReportsBeside reports,
    Set<String> told,
    List<JavaMigration> migrations,
    Instant now) {

  /// Versions of reports that were ever given a number; a backup of the database alone knows its
  /// reports by them.
  private static final String GIVEN = "given_report_version";

  /// The tables of people, from which on a database names them by ids.
  private static final String OF_PEOPLE = "540";

  private static final String OF_TODAY = "latest";

  /// @param file of a database that nobody has open; not touched where there is nothing to carry
  CarriedOver into(Path file) throws SQLException, IOException {
    if (!(present instanceof PresentAccess.NoLab) || !told.isEmpty()) {
      bringUpToDate(file);
    } else if (!opensAnything(file)) {
      try (var database = DatabaseCopy.connect(file, DatabaseCopy.TO_READ)) {
        return CarriedOver.whereNoLabWas(unknown(database));
      }
    }
    CarriedOver carried;
    try (var database = DatabaseCopy.connect(file, "")) {
      database.setAutoCommit(false);
      var before = AccessTables.of(database);
      var known = new HashSet<>(reports.coming().values());
      known.addAll(AccessRows.of(database, GIVEN).values("line").toList());
      known.addAll(ReportAudiences.in(before).keySet());
      var takenBack = carry(database, before);
      known.removeAll(takenBack);
      int closed = closeSessions(database);
      carried =
          CarriedOver.between(
              before,
              AccessTables.of(database),
              now,
              !(present instanceof PresentAccess.Silent),
              known,
              takenBack.size(),
              closed,
              unknown(database));
      database.commit();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return carried;
  }

  /// Whether somebody could come in by it, or would be told something, whoever restores it.
  private static boolean opensAnything(Path file) throws SQLException {
    try (var database = DatabaseCopy.connect(file, DatabaseCopy.TO_READ)) {
      return WaitingNotices.areIn(database)
          || holdsSome(database, AccessTables.TOKENS)
          || holdsSome(database, AccessTables.GUESTS);
    }
  }

  /// How many blind sessions are open of which nobody can say here whether they were closed since.
  private int unknown(Connection database) throws SQLException {
    var open = BlindCloses.open(database).stream();
    return (int)
        switch (present) {
          case PresentAccess.NoLab _ -> open.count();
          case PresentAccess.Silent _ -> 0; // none is open
          case PresentAccess.Told(var tables) ->
              open.filter(one -> !tables.sealed().contains(one)).count();
        };
  }

  private static boolean holdsSome(Connection database, String table) throws SQLException {
    return AccessRows.of(database, table).rows().stream()
        .anyMatch(secret -> secret.find("revoked_at").isEmpty());
  }

  private void bringUpToDate(Path file) throws SQLException {
    boolean isOfBefore;
    boolean namesPeople;
    try (var database = DatabaseCopy.connect(file, "")) {
      if (!AccessRows.isThere(database, "flyway_schema_history")) {
        return;
      }
      isOfBefore = lacksTables(database);
      namesPeople = AccessRows.isThere(database, AccessTables.PEOPLE);
    }
    if (!isOfBefore && flyway(file, OF_TODAY).info().pending().length == 0) {
      return;
    }
    if (!namesPeople && present instanceof PresentAccess.Told(var tables)) {
      // Names become ids on the way: those that the present gave, and no second ones.
      migrate(file, OF_PEOPLE);
      try (var database = DatabaseCopy.connect(file, "")) {
        tables.rows(AccessTables.PEOPLE).replace(database, "id", Set.of());
        tables.rows(AccessTables.NAMES).replace(database, "name", Set.of());
      }
    }
    migrate(file, OF_TODAY);
  }

  private static boolean lacksTables(Connection database) throws SQLException {
    for (var table : AccessTables.NAMED) {
      if (!AccessRows.isThere(database, table)) {
        return true;
      }
    }
    return false;
  }

  private void migrate(Path file, String version) {
    flyway(file, version).migrate();
  }

  private Flyway flyway(Path file, String version) {
    return Flyway.configure()
        .dataSource(DatabaseCopy.url(file, ""), LabDatabase.USER, LabDatabase.PASSWORD)
        .javaMigrations(migrations.toArray(JavaMigration[]::new))
        .target(version)
        .load();
  }

  /// @return the lines of reports that come back for their authors alone
  private Collection<String> carry(Connection database, AccessTables before) throws SQLException {
    Collection<String> takenBack = Set.of();
    switch (present) {
      case PresentAccess.NoLab _ -> {}
      case PresentAccess.Silent _ -> {
        new SharedLinks(database).endAll(now);
        ComingIn.close(database);
        new ReportAudiences(database).closeAll(reports.lines());
      }
      case PresentAccess.Told(var tables) -> {
        new SharedLinks(database).endAsIn(tables, before, now);
        new ComingIn(tables, before).into(database);
        var audiences = new ReportAudiences(database);
        audiences.narrow(tables, before);
        if (tables.isOneLabWith(before)) {
          takenBack = reports.comingBack();
          audiences.close(takenBack);
        }
      }
    }
    WaitingNotices.end(database, now);
    endAll(database, AccessTables.TOKENS);
    endAll(database, AccessTables.GUESTS);
    return takenBack;
  }

  /// Nobody rates in a session that has told which picture is whose.
  private int closeSessions(Connection database) throws SQLException {
    var closes = new BlindCloses(database, now);
    switch (present) {
      case PresentAccess.NoLab _ -> closes.told(told);
      case PresentAccess.Silent _ -> {
        closes.notKnown();
        closes.told(told);
      }
      case PresentAccess.Told(var tables) -> {
        closes.carry(tables);
        closes.told(BlindCloses.openToFiles(told, tables));
      }
    }
    return closes.close();
  }

  /// Secrets of a database that takes the place of another are worth nothing: which of them were
  /// taken back since nobody need know.
  private void endAll(Connection database, String table) throws SQLException {
    if (AccessRows.isThere(database, table)) {
      try (var end =
          database.prepareStatement(
              "update %s set revoked_at = ? where revoked_at is null".formatted(table))) {
        end.setTimestamp(1, Timestamp.from(now));
        end.executeUpdate();
      }
    }
  }
}
