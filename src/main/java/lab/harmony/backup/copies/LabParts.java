package lab.harmony.backup.copies;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.flywaydb.core.api.migration.JavaMigration;

/// What a restore asks other parts of the lab, which are not started then.
///
/// @param reportLines what names the reports that lie in a folder, by the names of their versions
/// @param toldSessions those of some blind sessions, each by its commitment, of which files in a
///   folder tell what they came to
/// @param migrations of the database that are no SQL
public record LabParts(
    Function<Path, Map<String, String>> reportLines,
    BiFunction<Path, Set<String>, Set<String>> toldSessions,
    List<JavaMigration> migrations) {

  public LabParts {
    migrations = List.copyOf(migrations);
  }
}
