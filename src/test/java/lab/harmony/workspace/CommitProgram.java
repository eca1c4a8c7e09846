package lab.harmony.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Adds rows to a database from several threads and says each one that was answered, until it is
/// killed.
///
/// Arguments: the address of the database, and how many threads.
final class CommitProgram {

  private CommitProgram() {}

  public static void main(String[] arguments) throws Exception {
    ForcedFiles.register();
    try (var connection =
        DriverManager.getConnection(arguments[0], LabDatabase.USER, LabDatabase.PASSWORD)) {
      connection
          .createStatement()
          .execute("create table if not exists answered (writer int, number int)");
    }
    try (var writers = Executors.newCachedThreadPool()) {
      for (int writer = 0; writer < Integer.parseInt(arguments[1]); writer++) {
        int own = writer;
        writers.submit(() -> {
          write(arguments[0], own);
          return null;
        });
      }
    }
  }

  private static void write(String url, int writer) throws SQLException {
    try (var connection = DriverManager.getConnection(url, LabDatabase.USER, LabDatabase.PASSWORD);
        var insert = connection.prepareStatement("insert into answered values (?, ?)")) {
      for (int number = 0; ; number++) {
        insert.setInt(1, writer);
        insert.setInt(2, number);
        insert.executeUpdate();
        System.out.println(writer + " " + number);
      }
    }
  }

  static Process start(Path errors, String url, int writers) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dh2.bindAddress=127.0.0.1",
            "-cp",
            System.getProperty("java.class.path"),
            CommitProgram.class.getName(),
            url,
            Integer.toString(writers))
        .redirectError(errors.toFile())
        .start();
  }

  /// What was answered before the process was killed, at the given answer.
  static Set<String> answersUntilKilled(Process process, int answers) throws Exception {
    try (var out = process.inputReader()) {
      var answered = new HashSet<String>();
      while (answered.size() < answers) {
        var line = out.readLine();
        if (line == null) {
          throw new AssertionError("the process ended by itself");
        }
        answered.add(line);
      }
      // Not of the process itself: that would close what it said.
      process.toHandle().destroyForcibly();
      // The last one may be cut off in its middle; the rest was answered too.
      var rest = out.lines().collect(Collectors.toList());
      rest.stream().limit(Math.max(0, rest.size() - 1)).forEach(answered::add);
      return answered;
    }
  }

  static Set<String> kept(String url) throws SQLException {
    var kept = new HashSet<String>();
    try (var connection = DriverManager.getConnection(url, LabDatabase.USER, LabDatabase.PASSWORD);
        var rows =
            connection.createStatement().executeQuery("select writer, number from answered")) {
      while (rows.next()) {
        kept.add(rows.getInt(1) + " " + rows.getInt(2));
      }
    }
    return kept;
  }
}
