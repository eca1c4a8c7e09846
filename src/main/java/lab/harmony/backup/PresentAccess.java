package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Optional;
import lab.harmony.backup.access.AccessTables;
import lab.harmony.backup.access.LastDatabase;
import lab.harmony.backup.copies.DatabaseCopy;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// What is known, before a database takes the place of another, of who comes in and who reads what.
sealed interface PresentAccess {

  /// No lab stood there.
  record NoLab() implements PresentAccess {}

  /// One stood there, and does not say.
  record Silent() implements PresentAccess {}

  /// As the database says that stands there.
  record Told(AccessTables tables) implements PresentAccess {}

  /// @param ownerOfBackup who is noted as the owner in the database that comes
  static PresentAccess of(DataFolder data, Optional<String> ownerOfBackup) {
    var database = LabDatabase.of(data).file();
    if (!Files.exists(database)) {
      return FolderCheck.signsOfALab(data.root()).isEmpty() ? new NoLab() : new Silent();
    }
    try (var connection = DatabaseCopy.connect(database, DatabaseCopy.TO_READ)) {
      var tables = AccessTables.of(connection);
      return new LastDatabase(data, connection, tables).isThatOf(ownerOfBackup)
          ? new Told(tables)
          : new Silent();
    } catch (SQLException | IOException | DataAccessException e) {
      LoggerFactory.getLogger(PresentAccess.class)
          .debug("{} does not say who may what", database, e);
      return new Silent();
    }
  }
}
