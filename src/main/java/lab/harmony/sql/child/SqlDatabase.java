package lab.harmony.sql.child;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import lab.harmony.json.Json;
import lab.harmony.sql.protocol.SqlColumn;
import lab.harmony.sql.protocol.SqlEvent;
import lab.harmony.sql.protocol.SqlKind;
import lab.harmony.sql.protocol.SqlRequest;
import lab.harmony.sql.protocol.SqlTable;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// A database in memory that reads the files of one folder. It answers queries and nothing else: a
/// statement that is none is refused before it is executed, and the engine itself has no way to
/// other files, to extensions or to networks, which no statement can change.
final class SqlDatabase implements AutoCloseable {

  private static final String ANSWER = "create temp table answer as ";

  private final Connection connection;
  private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();

  private SqlDatabase(Connection connection) {
    this.connection = connection;
  }

  /// @param folder the one that it reads
  /// @param memory the most that answering takes, in megabytes
  static SqlDatabase open(Path folder, int memory) throws SQLException {
    var settings = new Properties();
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("errors_as_json", "true");
    settings.setProperty("memory_limit", memory + "MB");
    settings.setProperty("temp_directory", folder.resolveSibling("spilled").toString());
    settings.setProperty("max_temp_directory_size", 4 * memory + "MB");
    settings.setProperty("threads", "1");
    var connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
    var database = new SqlDatabase(connection);
    database.update("set TimeZone = 'UTC'");
    database.update("set allowed_directories = [%s]".formatted(quoted(folder.toString())));
    database.update("set enable_external_access = false");
    database.update("set lock_configuration = true");
    return database;
  }

  String version() throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion();
  }

  /// Answers a query.
  ///
  /// @throws SqlProblem if it is none, or cannot be answered
  SqlEvent.Answer answer(SqlRequest.Query query) throws SqlProblem {
    check(query.text());
    try {
      update("drop table if exists answer");
      for (var table : query.tables()) {
        update(view(table));
      }
    } catch (SQLException e) {
      throw SqlProblem.of(e, 0);
    }
    try {
      execute(ANSWER + query.text());
      return told(query);
    } catch (SQLException e) {
      throw SqlProblem.of(e, ANSWER.length());
    } finally {
      clear(query.tables());
    }
  }

  /// Stops what is being answered, so that it fails soon.
  void stop() {
    var statement = running.get();
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException _) {
        // It is over already.
      }
    }
  }

  /// The engine reads the text as it would for executing it, and says what it is.
  private void check(String text) throws SqlProblem {
    try (var statement = connection.prepareStatement("select json_serialize_sql(?)")) {
      statement.setString(1, text);
      try (var rows = statement.executeQuery()) {
        rows.next();
        var read = Json.object(rows.getString(1));
        if (read.path("error").asBoolean()) {
          throw read.path("error_type").asString("").equals("parser")
              ? SqlProblem.of(read, "error_message", 0)
              : new SqlProblem(
                  "only a query can be answered: need one that begins with select, with, from, values, describe or summarize",
                  Optional.empty());
        }
        var statements = read.path("statements");
        if (statements.size() != 1) {
          throw new SqlProblem(
              "need one query, got %d".formatted(statements.size()), Optional.empty());
        }
        var parameters = statements.get(0).path("named_param_map");
        if (!parameters.isEmpty()) {
          throw new SqlProblem(
              "the query leaves $%s open: write its value"
                  .formatted(parameters.get(0).path("key").asString("1")),
              Optional.empty());
        }
      }
    } catch (SQLException e) {
      throw SqlProblem.of(e, 0);
    }
  }

  private static String view(SqlTable table) {
    return "create or replace temp view %s as select * from read_csv(%s, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = {%s})"
        .formatted(
            named(table.name()),
            quoted(table.file()),
            table.columns().stream()
                .map(column ->
                    "%s: %s".formatted(quoted(column.name()), quoted(column.kind().type())))
                .collect(Collectors.joining(", ")));
  }

  private SqlEvent.Answer told(SqlRequest.Query query) throws SQLException {
    long total;
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from answer")) {
      rows.next();
      total = rows.getLong(1);
    }
    try (var statement = connection.createStatement()) {
      List<SqlColumn> columns;
      try (var rows = statement.executeQuery("select * from answer limit 0")) {
        columns = columns(rows);
      }
      var told = new ArrayList<List<@Nullable String>>();
      // Texts as the engine writes them, also of lists and times.
      try (var rows =
          statement.executeQuery(
              "select cast(columns(*) as varchar) from answer limit %d".formatted(query.most()))) {
        while (rows.next()) {
          var row = new ArrayList<@Nullable String>();
          for (int column = 1; column <= columns.size(); column++) {
            row.add(rows.getString(column));
          }
          told.add(row);
        }
      }
      return new SqlEvent.Answer(query.id(), columns, told, total);
    }
  }

  private static List<SqlColumn> columns(ResultSet rows) throws SQLException {
    var about = rows.getMetaData();
    var columns = new ArrayList<SqlColumn>();
    for (int column = 1; column <= about.getColumnCount(); column++) {
      columns.add(
          new SqlColumn(about.getColumnName(column), kind(about.getColumnTypeName(column))));
    }
    return columns;
  }

  private static SqlKind kind(String type) {
    var name = type.toUpperCase(Locale.ROOT).replaceFirst("\\(.*", "");
    return switch (name) {
      case "BOOLEAN" -> SqlKind.BOOLEAN;
      case "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "UHUGEINT" ->
          type.endsWith("]") ? SqlKind.STRING : SqlKind.INTEGER;
      case "FLOAT", "DOUBLE", "DECIMAL" -> type.endsWith("]") ? SqlKind.STRING : SqlKind.NUMBER;
      case "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> SqlKind.DATETIME;
      default -> SqlKind.STRING;
    };
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      running.set(statement);
      statement.execute(sql);
    } finally {
      running.set(null);
    }
  }

  private void update(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// What one query was given is not there for the next.
  private void clear(List<SqlTable> tables) {
    try {
      update("drop table if exists answer");
      for (var table : tables) {
        update("drop view if exists " + named(table.name()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not let go of what it answered", e);
    }
  }

  private static String quoted(String text) {
    return "'%s'".formatted(text.replace("'", "''"));
  }

  private static String named(String name) {
    return "\"%s\"".formatted(name.replace("\"", "\"\""));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
