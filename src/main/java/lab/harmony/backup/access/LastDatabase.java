package lab.harmony.backup.access;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.copies.DatabaseCopy;
import lab.harmony.people.NotedOwners;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Folders;
import lab.harmony.workspace.LabDatabase;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A database in a data folder, which may be another than the one that was used there: where that
/// is lost, a start begins a new one, in which nobody was shut out.
///
/// @param tables of it
public record LastDatabase(DataFolder data, Connection connection, AccessTables tables) {

  /// Whether it knows what was taken away in the lab of a backup, or stands where that never was.
  ///
  /// @param ownerOfBackup empty in backups of before
  public boolean isThatOf(Optional<String> ownerOfBackup) throws SQLException, IOException {
    if (!holdsTheEndOfTheTrail()) {
      return false;
    }
    var owner = tables.owner();
    if (owner.isPresent() && owner.equals(ownerOfBackup)) {
      return true;
    }
    var others = new HashSet<>(noted());
    owner.ifPresent(others::remove);
    boolean wasThere = ownerOfBackup.map(others::contains).orElse(!others.isEmpty());
    return !wasThere
        && names(data.root().resolve("runs"), "runs", "id")
        && names(data.root().resolve("trainings"), "training_sittings", "name");
  }

  private boolean holdsTheEndOfTheTrail() {
    return AuditTrail.holdsEnd(
        data,
        new DriverManagerDataSource(
            DatabaseCopy.url(LabDatabase.of(data).file(), DatabaseCopy.TO_READ),
            LabDatabase.USER,
            LabDatabase.PASSWORD));
  }

  private Set<String> noted() throws IOException {
    return NotedOwners.in(data.root()).all().stream()
        .map(PersonId::value)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether what lies in a folder stands in a table.
  private boolean names(Path folder, String table, String column) throws SQLException {
    var lying =
        Folders.in(folder).usable().stream()
            .map(one -> one.getFileName().toString())
            .collect(Collectors.toSet());
    if (!lying.isEmpty() && AccessRows.isThere(connection, table)) {
      try (var statement = connection.createStatement();
          var named = statement.executeQuery("select %s from %s".formatted(column, table))) {
        while (named.next()) {
          lying.remove(named.getString(1));
        }
      }
    }
    return lying.isEmpty();
  }
}
