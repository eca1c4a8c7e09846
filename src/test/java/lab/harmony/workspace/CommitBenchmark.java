package lab.harmony.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a commit costs that is on the disk when it returns, beside H2's own setting in the same
/// rounds; prints the rows of bench/durable/README.md.
@Tag("process")
class CommitBenchmark {

  private static final int WARM_UP = 300;
  private static final int COMMITS = 2000;
  private static final int KILLS = 6;

  @TempDir Path folder;

  /// How the database is opened.
  private enum Setting {
    H2_ALONE("jdbc:h2:file:%s;AUTO_SERVER=TRUE"),
    AT_EVERY_COMMIT("jdbc:h2:file:%s;AUTO_SERVER=TRUE;WRITE_DELAY=0"),
    FORCED("jdbc:h2:forced:%s;AUTO_SERVER=TRUE;WRITE_DELAY=0");

    private final String url;

    Setting(String url) {
      this.url = url;
    }
  }

  @Test
  void commits() throws Exception {
    var settings = Setting.values();
    var times = new double[settings.length][WARM_UP + COMMITS];
    var open = new Connection[settings.length];
    for (int i = 0; i < settings.length; i++) {
      open[i] = open(settings[i], folder.resolve("times" + i));
    }
    for (int n = 0; n < WARM_UP + COMMITS; n++) {
      for (int i = 0; i < settings.length; i++) {
        times[i][n] = commit(open[i], n);
      }
    }
    for (var connection : open) {
      connection.close();
    }
    double base = median(times[0]);
    for (int i = 0; i < settings.length; i++) {
      var sorted = sorted(times[i]);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f / %.3f | %.1f | %d of %d kills |%n",
          settings[i].name().toLowerCase(Locale.ROOT).replace('_', ' '),
          median(times[i]),
          sorted[sorted.length * 95 / 100],
          median(times[i]) / base,
          killsThatLost(settings[i]),
          KILLS);
    }
  }

  private static Connection open(Setting setting, Path file) throws SQLException {
    ForcedFiles.register();
    var connection =
        DriverManager.getConnection(
            setting.url.formatted(file), LabDatabase.USER, LabDatabase.PASSWORD);
    connection
        .createStatement()
        .execute(
            """
            create table answered (id bigint generated always as identity primary key,
              writer int, number int, note varchar(4000))\
            """);
    connection.createStatement().execute("create index by_writer on answered (writer, number)");
    return connection;
  }

  private static double commit(Connection connection, int number) throws SQLException {
    var start = System.nanoTime();
    try (var insert =
        connection.prepareStatement(
            "insert into answered (writer, number, note) values (?, ?, ?)")) {
      insert.setInt(1, number % 48);
      insert.setInt(2, number);
      insert.setString(3, "the brows disagree with the mouth");
      insert.executeUpdate();
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private int killsThatLost(Setting setting) throws Exception {
    int lost = 0;
    for (int i = 0; i < KILLS; i++) {
      var database = folder.resolve("kill-%s-%d".formatted(setting, i));
      if (!killed(setting, database)) {
        lost++;
      }
    }
    return lost;
  }

  /// Whether all that was answered is there after the process is killed.
  private boolean killed(Setting setting, Path database) throws IOException, Exception {
    var url = setting.url.formatted(database);
    var process = CommitProgram.start(folder.resolve("err.txt"), url, 1);
    var answered = CommitProgram.answersUntilKilled(process, 60);
    return CommitProgram.kept(url).containsAll(answered);
  }

  private static double median(double[] times) {
    var sorted = sorted(times);
    return sorted[sorted.length / 2];
  }

  private static double[] sorted(double[] times) {
    var measured = Arrays.copyOfRange(times, WARM_UP, times.length);
    Arrays.sort(measured);
    return measured;
  }
}
