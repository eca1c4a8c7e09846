package lab.harmony.runs.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes out of the specs of runs that are there already what lists and models ask of them.
@Component
public class RunColumnsMigration implements JavaMigration {

  private static final Logger log = LoggerFactory.getLogger(RunColumnsMigration.class);

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("521");
  }

  @Override
  public String getDescription() {
    return "what lists ask of specs";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    fill(context.getConnection());
  }

  static void fill(Connection database) throws SQLException {
    try (var read = database.prepareStatement("select id, model, spec from runs");
        var name = database.prepareStatement("update runs set drawn_by = ? where id = ?");
        var file = database.prepareStatement("insert into run_files (run, sha256) values (?, ?)");
        var rows = read.executeQuery()) {
      while (rows.next()) {
        var run = rows.getString("id");
        try {
          var spec = new StoredSpec(rows.getString("spec")).read();
          add(name, spec.drawnBy(), run);
          for (var sha256 : RunStore.files(spec)) {
            add(file, run, sha256);
          }
        } catch (RuntimeException e) {
          log.warn("The spec of run {} cannot be read; lists say its model alone.", run, e);
          add(name, rows.getString("model"), run);
        }
      }
      name.executeBatch();
      file.executeBatch();
    }
  }

  private static void add(PreparedStatement statement, String first, String second)
      throws SQLException {
    statement.setString(1, first);
    statement.setString(2, second);
    statement.addBatch();
  }
}
