package lab.harmony.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/// What is known, before a database takes the place of another, of who comes in and who reads what.
sealed interface PresentAccess {

  /// No lab stood there.
  record NoLab() implements PresentAccess {}

  /// One stood there, and does not say.
  record Silent() implements PresentAccess {}

  /// As the database says that stands there.
  record Told(AccessTables tables) implements PresentAccess {}

  static PresentAccess of(Path root, Path database) {
    if (!Files.exists(database)) {
      return FolderCheck.signsOfALab(root).isEmpty() ? new NoLab() : new Silent();
    }
    try (var connection = DatabaseCopy.connect(database, ";ACCESS_MODE_DATA=r")) {
      return new Told(AccessTables.of(connection));
    } catch (SQLException e) {
      LoggerFactory.getLogger(PresentAccess.class)
          .debug("{} does not say who may what", database, e);
      return new Silent();
    }
  }
}
