package lab.harmony.workspace;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import lab.harmony.runs.store.RunColumnsMigration;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/// Databases as a new lab has them. The migrations are applied once in a process; further databases
/// get what they made as one script, in a fifth of the time.
public final class MigratedDatabase {

  private MigratedDatabase() {}

  /// A new one in memory.
  public static JdbcDataSource inMemory() {
    var source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    fill(source);
    return source;
  }

  /// That of a data folder which has none yet.
  public static void in(DataFolder data) {
    try (var connection =
        DriverManager.getConnection(
            LabDatabase.of(data).url(), LabDatabase.USER, LabDatabase.PASSWORD)) {
      fill(connection);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// Makes the tables of an empty one; another stays as it is.
  static void fillIfEmpty(DataSource database) {
    try (var connection = database.getConnection();
        var tables = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
      if (!tables.next()) {
        fill(connection);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// Applies the migrations up to a version.
  public static void migrate(DataSource empty, String version) {
    Flyway.configure()
        .dataSource(empty)
        .locations("filesystem:src/main/resources/db/migration")
        .javaMigrations(new RunColumnsMigration())
        .target(version)
        .load()
        .migrate();
  }

  private static void fill(DataSource empty) {
    try (var connection = empty.getConnection()) {
      fill(connection);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void fill(Connection empty) throws SQLException {
    try (var statement = empty.createStatement()) {
      for (var line : Script.LINES) {
        statement.execute(line);
      }
    }
  }

  /// What makes the tables, and the history that the migrations leave.
  private static final class Script {

    /// How a database in memory names its tables. In a file, such ones would lose their indexes
    /// with each end.
    private static final String IN_MEMORY = "^CREATE MEMORY TABLE";

    static final List<String> LINES = lines();

    private static List<String> lines() {
      var source = new JdbcDataSource();
      source.setURL("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
      migrate(source, "latest");
      var lines = new ArrayList<String>();
      try (var connection = source.getConnection();
          var statement = connection.createStatement();
          var script = statement.executeQuery("script nosettings")) {
        while (script.next()) {
          var line = script.getString(1);
          if (!line.startsWith("CREATE USER")) {
            lines.add(line.replaceFirst(IN_MEMORY, "CREATE CACHED TABLE"));
          }
        }
        statement.execute("shutdown");
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      return List.copyOf(lines);
    }
  }
}
