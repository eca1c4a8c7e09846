package lab.harmony.backup.access;

import java.sql.Blob;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All rows of a small table, by the names of their columns; none of a table that is not there.
public record AccessRows(String table, List<AccessRow> rows) {

  public static AccessRows of(Connection database, String table) throws SQLException {
    return isThere(database, table)
        ? read(database, table, "select * from " + table)
        : new AccessRows(table, List.of());
  }

  /// Rows as they would stand in a table, from elsewhere.
  public static AccessRows read(Connection database, String table, String sql) throws SQLException {
    var rows = new ArrayList<AccessRow>();
    try (var statement = database.createStatement();
        var found = statement.executeQuery(sql)) {
      var columns = found.getMetaData();
      while (found.next()) {
        var row = new TreeMap<String, @Nullable Object>();
        for (int at = 1; at <= columns.getColumnCount(); at++) {
          var value = found.getObject(at);
          row.put(
              columns.getColumnLabel(at).toLowerCase(Locale.ROOT),
              value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : value);
        }
        rows.add(new AccessRow(row));
      }
    }
    return new AccessRows(table, List.copyOf(rows));
  }

  public static boolean isThere(Connection database, String table) throws SQLException {
    return !columns(database, table).isEmpty();
  }

  /// Empty of a table that is not there.
  static List<String> columns(Connection database, String table) throws SQLException {
    try (var statement =
        database.prepareStatement(
            "select lower(column_name) from information_schema.columns where table_schema ="
                + " 'PUBLIC' and lower(table_name) = ?")) {
      statement.setString(1, table);
      var names = new ArrayList<String>();
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          names.add(found.getString(1));
        }
      }
      return names;
    }
  }

  public Stream<String> values(String column) {
    return rows.stream().map(row -> row.text(column));
  }

  /// By the value of a column, of which each row has another.
  Map<String, AccessRow> by(String column) {
    return rows.stream().collect(Collectors.toMap(row -> row.text(column), Function.identity()));
  }

  AccessRows where(Predicate<AccessRow> holds) {
    return new AccessRows(table, rows.stream().filter(holds).toList());
  }

  /// Puts these rows in the place of those of `keys`; columns that are not there are left out.
  public void replace(Connection database, String column, Collection<String> keys)
      throws SQLException {
    var columns = columns(database, table);
    if (columns.isEmpty()) {
      return;
    }
    try (var delete =
        database.prepareStatement("delete from %s where %s = ?".formatted(table, column))) {
      for (var key : keys) {
        delete.setString(1, key);
        delete.executeUpdate();
      }
    }
    for (var row : rows) {
      insert(database, row, columns);
    }
  }

  private void insert(Connection database, AccessRow row, List<String> columns)
      throws SQLException {
    var names = row.columns().stream().filter(columns::contains).toList();
    try (var insert =
        database.prepareStatement(
            "insert into %s (%s) values (%s)"
                .formatted(
                    table,
                    String.join(", ", names),
                    names.stream().map(_ -> "?").collect(Collectors.joining(", "))))) {
      for (int at = 0; at < names.size(); at++) {
        insert.setObject(at + 1, row.values().get(names.get(at)));
      }
      insert.executeUpdate();
    }
  }
}
