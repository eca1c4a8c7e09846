package lab.harmony.cli.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import lab.harmony.backup.FolderCheck.Finding;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunFolders;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.jspecify.annotations.Nullable;

/// Whether the pictures that the database knows are there.
///
/// Those of experiments that no longer stand in the workspace are not missed: whoever deleted one
/// keeps its runs and scores without them.
public final class PictureCheck {

  private static final int MOST_NAMED = 5;

  private final DataFolder data;
  private final Path workspace;

  public PictureCheck(DataFolder data, Path workspace) {
    this.data = data;
    this.workspace = workspace.toAbsolutePath().normalize();
  }

  public List<Finding> findings() throws SQLException {
    var database = LabDatabase.of(data);
    if (!Files.exists(database.file())) {
      return List.of();
    }
    var missing = new TreeMap<String, Integer>();
    try (var connection = database.connect()) {
      if (isThere(connection)) {
        look(connection, missing);
      }
    }
    if (missing.isEmpty()) {
      return List.of();
    }
    var named = new ArrayList<String>();
    missing.entrySet().stream()
        .limit(MOST_NAMED)
        .forEach(run -> named.add("%s (%d)".formatted(run.getKey(), run.getValue())));
    int more = missing.size() - named.size();
    return List.of(
        new Finding(
            "%d pictures that the database knows are missing, of: %s%s."
                .formatted(
                    missing.values().stream().mapToInt(Integer::intValue).sum(),
                    String.join(", ", named),
                    more == 0 ? "" : " and %d more runs".formatted(more)),
            "Put them back from a backup with ./lab restore FILE, or run the cells again that made"
                + " them."));
  }

  private static boolean isThere(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                "select count(*) from information_schema.tables where table_schema = 'PUBLIC' and"
                    + " table_name = 'RUN_IMAGES'")) {
      tables.next();
      return tables.getInt(1) > 0;
    }
  }

  private void look(Connection connection, TreeMap<String, Integer> missing) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select r.id, r.shipped_in, i.file_name from run_images i join runs r on r.id ="
                    + " i.run")) {
      while (rows.next()) {
        var run = rows.getString(1);
        var file = file(run, rows.getString(2), rows.getString(3));
        if (file != null && !Files.isRegularFile(file)) {
          missing.merge(run, 1, Integer::sum);
        }
      }
    }
  }

  /// Where a picture has to be; null for one that nobody misses.
  private @Nullable Path file(String run, @Nullable String shippedIn, String name) {
    if (shippedIn == null) {
      return RunFolders.images(data.root().resolve("runs").resolve(new RunId(run).value()))
          .resolve(name);
    }
    var folder = workspace.resolve(shippedIn).normalize();
    var experiment = folder.resolve("..").resolve("..").normalize();
    return Files.isDirectory(experiment) ? RunFolders.images(folder).resolve(name) : null;
  }
}
