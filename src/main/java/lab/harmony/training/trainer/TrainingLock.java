package lab.harmony.training.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import lab.harmony.json.Json;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.workspace.AtomicFiles;
import tools.jackson.core.JacksonException;

/// The right to train in a folder: one process has it at a time. The operating system takes it from
/// a process that ends, however it ends.
final class TrainingLock implements AutoCloseable {

  private static final long BETWEEN = 250_000_000; // nanoseconds
  private static final String OWNER = "owner.json";

  private final FileChannel channel;

  private TrainingLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @param process that trains, or trained last
  /// @param since when
  private record Owner(long process, Instant since) {}

  /// @param waiting is called a few times a second while another process has it; what it throws
  ///   ends the waiting
  /// @throws TrainingProblem naming the process that still has it after so long
  static TrainingLock await(Path folder, Clock clock, Duration patience, Runnable waiting) {
    var until = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return take(folder, clock);
      } catch (TrainingProblem taken) {
        if (System.nanoTime() > until) {
          throw taken;
        }
        waiting.run();
        LockSupport.parkNanos(BETWEEN);
      }
    }
  }

  /// @throws TrainingProblem naming the process that has it
  private static TrainingLock take(Path folder, Clock clock) {
    try {
      Files.createDirectories(folder);
      // Nobody reads this file: closing any other channel to it would give the lock back.
      var channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new TrainingProblem(refusal(folder));
      }
      AtomicFiles.write(
          folder.resolve(OWNER),
          Json.MAPPER.writeValueAsString(
              new Owner(ProcessHandle.current().pid(), clock.instant())));
      return new TrainingLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be locked".formatted(folder), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static String refusal(Path folder) {
    return "%s is being trained already, by %s; wait for it, or stop it: ./lab trainings ask %s stop"
        .formatted(
            folder.getFileName(),
            owner(folder)
                .map(owner ->
                    "process %d since %s"
                        .formatted(owner.process, owner.since.truncatedTo(ChronoUnit.SECONDS)))
                .orElse("another process"),
            folder.getFileName());
  }

  private static Optional<Owner> owner(Path folder) {
    try {
      return Optional.of(
          Json.MAPPER.readValue(Files.readString(folder.resolve(OWNER)), Owner.class));
    } catch (JacksonException | IOException notSaidYet) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of a training cannot be given back", e);
    }
  }
}
