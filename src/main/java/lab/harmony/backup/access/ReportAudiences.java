package lab.harmony.backup.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// For whom reports are in a database that takes the place of another: the narrower of both.
public record ReportAudiences(Connection database) {

  /// For whom a report is.
  ///
  /// @param code as the table has it
  /// @param readers of one for named people
  record Readers(String code, Set<String> readers) {

    static final Readers TEAM = new Readers("team", Set.of());

    /// Its authors, and the owners of the lab, who read it in any case.
    static final Readers AUTHORS = new Readers("named", Set.of());

    /// Those who read it by both.
    Readers and(Readers other) {
      if (code.equals("team")) {
        return other;
      }
      if (other.code.equals("team") || equals(other)) {
        return this;
      }
      if (code.equals("named") && other.code.equals("named")) {
        var both = new HashSet<>(readers);
        both.retainAll(other.readers);
        return new Readers(code, Set.copyOf(both));
      }
      return AUTHORS;
    }
  }

  /// By the lines of the reports; one that is not there is for the team.
  public static Map<String, Readers> in(AccessTables tables) {
    var people = new HashMap<String, Set<String>>();
    for (var row : tables.rows(AccessTables.READERS).rows()) {
      people.computeIfAbsent(row.text("line"), _ -> new HashSet<>()).add(row.text("person"));
    }
    return tables.rows(AccessTables.AUDIENCES).rows().stream()
        .collect(
            Collectors.toMap(
                row -> row.text("line"),
                row ->
                    new Readers(
                        row.text("audience"), people.getOrDefault(row.text("line"), Set.of()))));
  }

  public void narrow(AccessTables present, AccessTables backup) throws SQLException {
    var now = in(present);
    var then = in(backup);
    for (var line : now.keySet()) {
      put(line, now.getOrDefault(line, Readers.TEAM).and(then.getOrDefault(line, Readers.TEAM)));
    }
  }

  /// Nobody knows which of all were for the team.
  ///
  /// @param lines of those that may have no row
  public void closeAll(Collection<String> lines) throws SQLException {
    close(AccessRows.of(database, AccessTables.AUDIENCES).values("line").toList());
    close(lines);
  }

  public void close(Collection<String> lines) throws SQLException {
    for (var line : lines) {
      put(line, Readers.AUTHORS);
    }
  }

  private void put(String line, Readers readers) throws SQLException {
    if (!AccessRows.isThere(database, AccessTables.AUDIENCES)) {
      return;
    }
    execute("delete from report_reader where line = ?", line);
    execute(
        "merge into report_audience (line, audience) key (line) values (?, ?)",
        line,
        readers.code());
    for (var person : readers.readers()) {
      execute("insert into report_reader (line, person) values (?, ?)", line, person);
    }
  }

  private void execute(String sql, String... values) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (int at = 0; at < values.length; at++) {
        statement.setString(at + 1, values[at]);
      }
      statement.executeUpdate();
    }
  }
}
