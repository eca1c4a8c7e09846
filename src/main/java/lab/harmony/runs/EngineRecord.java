package lab.harmony.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lab.harmony.workspace.Found;

/// A process as the system knows it: a number alone may be given to another process later.
record EngineRecord(long pid, Instant startedAt) {

  static Optional<EngineRecord> of(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .map(started -> new EngineRecord(pid, started));
  }

  /// What cannot be read names no process.
  static Optional<EngineRecord> read(Path file) {
    return Found.json(file, RunJson.MAPPER, EngineRecord.class).readable();
  }

  /// Ends the process if it still runs, and waits until it is gone.
  void end() {
    ProcessHandle.of(pid)
        .filter(process -> process.info().startInstant().filter(startedAt::equals).isPresent())
        .ifPresent(EngineRecord::end);
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "an engine process of an earlier worker (%d) does not end".formatted(process.pid()), e);
    }
  }
}
