package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class DatabaseTest {

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void otherProcessesReachTheDatabaseOnTheLoopbackAddressOnly() throws Exception {
    var data = new DataFolder(folder.resolve("data"));
    var database = new DatabaseConfiguration().database(data);
    try (var connection =
        DriverManager.getConnection(
            database.getJdbcUrl(), database.getUsername(), database.getPassword())) {
      assertThat(connection.isValid(1)).isTrue();
      var server = server(data);
      assertThat(server).matches("(localhost|127\\.0\\.0\\.1):[0-9]+");
      var port = Integer.parseInt(server.substring(server.indexOf(':') + 1));
      assertThat(listening(port)).containsExactly("0100007F"); // 127.0.0.1, as the kernel writes it
    }
  }

  @Test
  void anInterruptedThreadLeavesTheDatabaseOpenForAllOthers() throws Exception {
    var database = LabDatabase.of(new DataFolder(folder.resolve("data")));
    Files.createDirectories(database.path().getParent());
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("create table fact (id int primary key, words varchar)");
      statement.execute("insert into fact select x, repeat('a', 2000) from system_range(1, 4000)");
      statement.execute("set cache_size 0");
      Thread.currentThread().interrupt();
      try (var sum = statement.executeQuery("select sum(length(words)) from fact")) {
        assertThat(sum.next()).isTrue();
        assertThat(sum.getInt(1)).isEqualTo(8_000_000);
      }
      statement.execute("insert into fact values (4001, 'written by an interrupted thread')");
      assertThat(Thread.interrupted()).isTrue();
      try (var other = database.connect();
          var count = other.createStatement().executeQuery("select count(*) from fact")) {
        assertThat(count.next()).isTrue();
        assertThat(count.getInt(1)).isEqualTo(4001);
      }
    }
  }

  /// What the file beside the database tells other processes.
  private static String server(DataFolder data) throws Exception {
    var facts = new Properties();
    try (var in = Files.newInputStream(Path.of(data.database() + ".lock.db"))) {
      facts.load(in);
    }
    return facts.getProperty("server");
  }

  /// The addresses on which this machine listens at a port.
  private static List<String> listening(int port) throws Exception {
    var end = String.format(Locale.ROOT, ":%04X", port);
    return List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6")).stream()
        .flatMap(file -> lines(file).stream())
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length > 3 && fields[3].equals("0A") && fields[1].endsWith(end))
        .map(fields -> fields[1].substring(0, fields[1].indexOf(':')))
        .map(address -> address.length() == 32 ? address.substring(24) : address)
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
