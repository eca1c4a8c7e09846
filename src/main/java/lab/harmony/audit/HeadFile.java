package lab.harmony.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import lab.harmony.json.Json;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of the chain once more, in a file outside of the database: without it nobody could tell
/// that the last entries were removed.
///
/// It only ever moves on along the chain. Where it names an entry that the chain has not, it stays,
/// so that what was found is still found later.
final class HeadFile {

  private static final Logger log = LoggerFactory.getLogger(HeadFile.class);

  /// Locks of files are held by processes; this one is between the threads of this one.
  private static final ReentrantLock HERE = new ReentrantLock();

  /// How long others are waited for, and how often is looked meanwhile.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Path file;
  private final Duration patience;

  HeadFile(Path file) {
    this(file, PATIENCE);
  }

  HeadFile(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  /// That of a data folder.
  static HeadFile in(DataFolder data) {
    return new HeadFile(data.root().resolve("audit").resolve("head.json"));
  }

  Path file() {
    return file;
  }

  /// What it says; nothing if it is not there.
  Found<Optional<AuditHead>> read() {
    return Files.exists(file)
        ? Found.json(file, Json.MAPPER, AuditHead.class).then(file, Optional::of)
        : new Found.Good<>(Optional.empty());
  }

  /// Moves it on to `head`, unless it is there or further already, or is not of this chain.
  ///
  /// @param isOfTheChain says whether the chain holds an entry
  void advance(AuditHead head, Predicate<AuditHead> isOfTheChain) {
    exclusively(() -> {
      switch (read()) {
        case Found.Good<Optional<AuditHead>>(var known) -> {
          if (known.map(AuditHead::number).orElse(0L) >= head.number()) {
            return;
          }
          if (known.isPresent() && !isOfTheChain.test(known.get())) {
            log.error(
                "The audit trail has lost entries that {} knows. See ./lab audit verify.", file);
            return;
          }
          write(head);
        }
        case Found.Bad<Optional<AuditHead>>(var problem) ->
            log.error("The end of the audit trail is not noted: {}: {}", file, problem.reason());
      }
    });
  }

  /// Says that the chain ends here, whatever it said before.
  void reset(AuditHead head) {
    exclusively(() -> write(head));
  }

  private void write(AuditHead head) {
    AtomicFiles.writeSecret(file, Json.MAPPER.writeValueAsString(head) + "\n");
  }

  /// Nobody waits without end for others who have it: they may have stopped in the middle.
  private void waitHere() {
    try {
      if (!HERE.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private FileLock locked(FileChannel channel) throws IOException {
    long begun = System.nanoTime();
    while (true) {
      try {
        var lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException heldHere) {
        log.debug("{} is held in this process", file, heldHere);
      }
      if (System.nanoTime() - begun > patience.toNanos()) {
        throw busy();
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private AtomicFiles.NotWritten busy() {
    return new AtomicFiles.NotWritten(
        file,
        new IOException(
            "another has held head.lock beside it for more than %d s; end that process"
                .formatted(patience.toSeconds())));
  }

  private void exclusively(Runnable work) {
    if (!HERE.tryLock()) {
      waitHere();
    }
    try {
      var lock = file.resolveSibling("head.lock");
      var folder = Objects.requireNonNull(lock.toAbsolutePath().getParent(), "a file has a folder");
      OwnerOnly.createDirectories(folder);
      try (var channel =
              FileChannel.open(
                  lock,
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  OwnerOnly.file(folder));
          var _ = locked(channel)) {
        work.run();
      }
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(file, e);
    } finally {
      HERE.unlock();
    }
  }
}
