package lab.harmony.sql;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import lab.harmony.sql.protocol.SqlEvent;
import lab.harmony.sql.protocol.SqlRequest;
import lab.harmony.workspace.DataFolder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Answers queries in processes of their own: at most two at a time, and one stays for the next.
@Component
public class SqlEngine {

  private static final int AT_ONCE = 2;

  /// How long one stays, at most, that nobody uses.
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final SqlFolders folders;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final AtomicReference<@Nullable SqlProcess> idle = new AtomicReference<>();
  private @Nullable SqlProgram program;
  private volatile boolean closed;

  SqlEngine(DataFolder data) {
    this.folders = new SqlFolders(data);
  }

  /// A query, not asked yet.
  public Question question(String text, SqlData data, int most) {
    return new Question(text, data, most);
  }

  /// A query and what it may read.
  public final class Question {
    private final String text;
    private final SqlData data;
    private final int most;
    private final String id = UUID.randomUUID().toString();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private @Nullable SqlProcess process;
    private boolean stopped;

    private Question(String text, SqlData data, int most) {
      this.text = text;
      this.data = data;
      this.most = most;
    }

    /// Answers it; waits for its turn first.
    ///
    /// @throws SqlRefused if there is no answer, also if it was stopped
    public SqlEvent.Answer answer() {
      places.acquireUninterruptibly();
      try {
        var taken = taken();
        try {
          return begin(taken) ? answer(taken) : refuseStopped();
        } finally {
          answered.complete(null);
          giveBack(taken);
        }
      } finally {
        places.release();
      }
    }

    private SqlEvent.Answer answer(SqlProcess taken) {
      try {
        var tables = data.into(taken.emptied());
        return taken.answer(new SqlRequest.Query(id, text, tables, most));
      } catch (IOException e) {
        throw new SqlRefused("what it reads could not be written: " + e.getMessage());
      } catch (SqlRefused e) {
        throw isStopped() ? new SqlRefused("The query was stopped.") : e;
      }
    }

    private SqlEvent.Answer refuseStopped() {
      throw new SqlRefused("The query was stopped.");
    }

    private synchronized boolean begin(SqlProcess taken) {
      process = taken;
      return !stopped;
    }

    private synchronized boolean isStopped() {
      return stopped;
    }

    /// Ends answering it soon.
    public void stop() {
      Optional<SqlProcess> at;
      synchronized (this) {
        stopped = true;
        at = Optional.ofNullable(process);
      }
      at.ifPresent(now -> now.stop(id, answered));
    }
  }

  private SqlProcess taken() {
    var kept = idle.getAndSet(null);
    if (kept != null && kept.isAlive()) {
      return kept;
    }
    try {
      var program = program();
      return SqlProcess.start(program, folders.make());
    } catch (IOException e) {
      throw new SqlRefused("there is no folder for what it reads: " + e.getMessage());
    }
  }

  private synchronized SqlProgram program() {
    var known = program;
    if (known == null) {
      folders.sweep();
      known = SqlProgram.in(folders.program());
      program = known;
    }
    return known;
  }

  private void giveBack(SqlProcess process) {
    if (closed || !process.isAlive() || !idle.compareAndSet(null, process)) {
      end(process);
    } else {
      CompletableFuture.delayedExecutor(KEPT.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> letGo(process));
    }
  }

  private void letGo(SqlProcess process) {
    if (idle.compareAndSet(process, null)) {
      end(process);
    }
  }

  private static void end(SqlProcess process) {
    process.close();
    SqlFolders.remove(process.folder());
  }

  @PreDestroy
  void close() {
    closed = true;
    var kept = idle.getAndSet(null);
    if (kept != null) {
      end(kept);
    }
  }
}
