package lab.harmony.sql.child;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import lab.harmony.json.JsonProblem;
import lab.harmony.sql.protocol.SqlEvent;
import lab.harmony.sql.protocol.SqlLines;
import lab.harmony.sql.protocol.SqlRequest;

/// The process that answers queries, one after the other. It reads them from its standard input,
/// tells on its standard output, and ends when its input ends, and so when the lab does.
///
/// Arguments: the folder that it reads, and the most memory that answering takes, in megabytes.
public final class SqlMain {

  private final SqlDatabase database;
  private final OutputStream events;
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();
  private volatile String answered = "";

  private SqlMain(SqlDatabase database, OutputStream events) {
    this.database = database;
    this.events = events;
  }

  public static void main(String[] arguments) throws IOException, SQLException {
    Locale.setDefault(Locale.ROOT);
    var events = new FileOutputStream(FileDescriptor.out);
    System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    var database = SqlDatabase.open(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    try {
      new SqlMain(database, events).hear();
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private void hear() throws IOException, SQLException {
    tell(new SqlEvent.Ready(database.version()));
    var queries =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("queries").factory());
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        switch (SqlLines.request(line)) {
          case SqlRequest.Query query -> queries.execute(() -> answer(query));
          case SqlRequest.Stop(var id) -> stop(id);
        }
      }
    } catch (JsonProblem e) {
      throw new IOException("not understood: " + e.getMessage(), e);
    }
  }

  private void answer(SqlRequest.Query query) {
    answered = query.id();
    try {
      if (!stopped.contains(query.id())) {
        tell(database.answer(query));
        return;
      }
      tell(new SqlEvent.Refused(query.id(), "stopped", Optional.empty()));
    } catch (SqlProblem e) {
      tell(new SqlEvent.Refused(query.id(), String.valueOf(e.getMessage()), e.position()));
    } catch (RuntimeException | Error e) {
      System.err.println(e);
      Runtime.getRuntime().halt(1);
    } finally {
      answered = "";
    }
  }

  /// A stop is of one query, also of one that waits.
  private void stop(String id) {
    stopped.add(id);
    if (answered.equals(id)) {
      database.stop();
    }
  }

  private synchronized void tell(SqlEvent event) {
    try {
      events.write((SqlLines.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
      events.flush();
    } catch (IOException _) {
      Runtime.getRuntime().halt(0); // nobody hears it any more
    }
  }
}
