package lab.harmony.work.process;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lab.harmony.json.Json;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Found;

/// A process as the system knows it: a number alone may be given to another process later.
public record ProcessRecord(long pid, Instant startedAt) {

  public static Optional<ProcessRecord> of(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .map(started -> new ProcessRecord(pid, started));
  }

  /// What cannot be read names no process.
  public static Optional<ProcessRecord> read(Path file) {
    return Found.json(file, Json.MAPPER, ProcessRecord.class).readable();
  }

  public void write(Path file) {
    AtomicFiles.write(file, Json.MAPPER.writeValueAsString(this));
  }

  /// Ends the process if it still runs, and waits until it is gone.
  public void end() {
    ProcessHandle.of(pid)
        .filter(process -> process.info().startInstant().filter(startedAt::equals).isPresent())
        .ifPresent(ProcessRecord::end);
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "a process of an earlier worker (%d) does not end".formatted(process.pid()), e);
    }
  }
}
