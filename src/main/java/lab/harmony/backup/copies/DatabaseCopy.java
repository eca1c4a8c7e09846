package lab.harmony.backup.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.zip.ZipFile;
import lab.harmony.workspace.LabDatabase;

/// A copy of the database as it was at one moment, made while others write.
public final class DatabaseCopy {

  /// An option of [#connect]: nothing is changed.
  public static final String TO_READ = ";ACCESS_MODE_DATA=r";

  private DatabaseCopy() {}

  /// Copies the database of the lab into `target`, whether a lab runs or not, and reads every row
  /// of the copy.
  ///
  /// @throws NoSuchFileException if there is no database; none is made
  static void write(LabDatabase database, Path target) throws IOException, SQLException {
    if (!Files.exists(database.file())) {
      throw new NoSuchFileException(database.file().toString());
    }
    var zip = target.resolveSibling(target.getFileName() + ".zip");
    try {
      try (var connection = database.connect();
          var statement = connection.prepareStatement("backup to ?")) {
        statement.setString(1, zip.toAbsolutePath().toString());
        statement.execute();
      }
      try (var packed = new ZipFile(zip.toFile())) {
        var entry =
            packed.stream()
                .filter(one -> one.getName().endsWith(".mv.db"))
                .findFirst()
                .orElseThrow(() -> new IOException("H2 made no copy of " + database.file()));
        try (var in = packed.getInputStream(entry)) {
          Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      read(target);
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  /// Reads every row of a database file, which is not changed.
  ///
  /// @throws SQLException if it is damaged
  public static void read(Path file) throws SQLException {
    try (var connection = connect(file, TO_READ)) {
      read(connection);
    }
  }

  /// Reads every row of a database that is open.
  ///
  /// @throws SQLException if it is damaged
  public static void read(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var names =
          statement.executeQuery(
              "select table_name from information_schema.tables where table_schema = 'PUBLIC'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (var table : tables) {
        readAll(statement, table);
      }
    }
  }

  /// Opens a database file that is there.
  ///
  /// @param options as H2 names them, each after a semicolon
  public static Connection connect(Path file, String options) throws SQLException {
    return DriverManager.getConnection(url(file, options), LabDatabase.USER, LabDatabase.PASSWORD);
  }

  public static String url(Path file, String options) {
    var path = file.toAbsolutePath().toString();
    return "jdbc:h2:file:%s;IFEXISTS=TRUE%s"
        .formatted(path.substring(0, path.length() - ".mv.db".length()), options);
  }

  private static void readAll(java.sql.Statement statement, String table) throws SQLException {
    try (var rows =
        statement.executeQuery("select * from \"%s\"".formatted(table.replace("\"", "\"\"")))) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          rows.getString(column);
        }
      }
    }
  }
}
