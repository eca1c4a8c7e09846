package lab.harmony.sql;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import lab.harmony.json.JsonProblem;
import lab.harmony.kernel.KernelLinesReader;
import lab.harmony.sql.protocol.SqlEvent;
import lab.harmony.sql.protocol.SqlLines;
import lab.harmony.sql.protocol.SqlRequest;
import org.jspecify.annotations.Nullable;

/// A process that answers queries, one after the other. What it tells is checked: a query that
/// broke its engine could tell in its name.
final class SqlProcess implements AutoCloseable {

  /// How long a query may take.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /// How long a query has to stop before its process is ended.
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Process process;
  private final Path folder;
  private final BufferedWriter requests;
  private final KernelLinesReader events;
  private final AtomicReference<@Nullable String> end = new AtomicReference<>();

  private SqlProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.events = new KernelLinesReader(process.getInputStream());
  }

  /// Starts one with a folder of its own.
  static SqlProcess start(SqlProgram program, Path folder) {
    try {
      Files.createDirectories(folder.resolve(SqlProgram.DATA));
      var builder = program.builder(folder);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      return new SqlProcess(builder.start(), folder);
    } catch (IOException e) {
      throw new SqlRefused(
          "the process that answers queries could not be started: " + e.getMessage());
    }
  }

  /// The folder that is its own.
  Path folder() {
    return folder;
  }

  /// The part of it that queries read and in which the process works, with nothing in it any more.
  Path emptied() throws IOException {
    var data = folder.resolve(SqlProgram.DATA);
    try (var files = Files.list(data)) {
      files.forEach(SqlFolders::remove);
    }
    return data;
  }

  boolean isAlive() {
    return end.get() == null && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /// Answers a query; returns once it is answered, stopped or refused.
  ///
  /// @throws SqlRefused if there is no answer
  SqlEvent.Answer answer(SqlRequest.Query query) {
    var over = new CompletableFuture<Void>();
    over.completeOnTimeout(null, LONGEST.toMillis(), TimeUnit.MILLISECONDS)
        .thenRun(() -> tooLong(over));
    try {
      ask(query);
      return checked(query, heard(query));
    } catch (IOException | JsonProblem e) {
      end("it told what is none of its messages: " + e.getMessage());
      throw new SqlRefused(ended());
    } finally {
      over.cancel(true);
    }
  }

  private void ask(SqlRequest.Query query) {
    try {
      send(query);
    } catch (IOException e) {
      throw new SqlRefused(ended());
    }
  }

  private void tooLong(CompletableFuture<Void> over) {
    if (!over.isCancelled()) {
      end("the query took more than %d minutes".formatted(LONGEST.toMinutes()));
    }
  }

  private SqlEvent heard(SqlRequest.Query query) throws IOException {
    for (var line = events.next(); line.isPresent(); line = events.next()) {
      var event = SqlLines.event(line.get());
      switch (event) {
        case SqlEvent.Ready _ -> {}
        case SqlEvent.Answer answer when answer.parent().equals(query.id()) -> {
          return answer;
        }
        case SqlEvent.Refused refused when refused.parent().equals(query.id()) -> {
          return refused;
        }
        case SqlEvent.Answer _, SqlEvent.Refused _ ->
            throw new IOException("an answer to another query");
      }
    }
    throw new SqlRefused(ended());
  }

  private static SqlEvent.Answer checked(SqlRequest.Query query, SqlEvent event)
      throws IOException {
    return switch (event) {
      case SqlEvent.Refused refused -> throw new SqlRefused(refused.message(), refused.position());
      case SqlEvent.Answer answer -> {
        int width = answer.columns().size();
        if (answer.rows().size() > Math.min(query.most(), answer.total())
            || answer.columns().stream().anyMatch(Objects::isNull)
            || answer.rows().stream().anyMatch(row -> row == null || row.size() != width)) {
          throw new IOException("an answer that is no table");
        }
        yield answer;
      }
      case SqlEvent.Ready _ -> throw new IOException("no answer");
    };
  }

  /// Stops a query; if it does not stop in time, the process is ended.
  void stop(String query, CompletableFuture<?> answered) {
    try {
      send(new SqlRequest.Stop(query));
    } catch (IOException _) {
      // It has ended; whoever waits for the answer hears so.
    }
    answered
        .copy()
        .orTimeout(GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> {
          if (!answered.isDone()) {
            end("the query did not stop");
          }
        });
  }

  private void send(SqlRequest request) throws IOException {
    synchronized (requests) {
      requests.write(SqlLines.line(request));
      requests.newLine();
      requests.flush();
    }
  }

  private String ended() {
    return Optional.ofNullable(end.get())
        .orElse("the process that answers queries ended by itself; run the cell again");
  }

  private void end(String why) {
    end.compareAndSet(null, why);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    end("the lab ended it");
  }
}
