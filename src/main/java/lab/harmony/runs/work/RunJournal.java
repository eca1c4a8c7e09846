package lab.harmony.runs.work;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import lab.harmony.runs.store.RunFolders;
import lab.harmony.runs.store.RunJson;

/// The files that grow while a run works: `log.txt` and `steps.jsonl`.
final class RunJournal implements AutoCloseable {

  private static final int TAIL = 12;

  private final Clock clock;
  private final Path images;
  private final BufferedWriter log;
  private final BufferedWriter steps;
  private final ArrayDeque<String> tail = new ArrayDeque<>();

  RunJournal(Path folder, Clock clock) {
    this.clock = clock;
    this.images = RunFolders.images(folder);
    try {
      Files.createDirectories(images);
      this.log = appending(RunFolders.log(folder));
      this.steps = appending(RunFolders.steps(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("the run's folder %s cannot be written".formatted(folder), e);
    }
  }

  /// Where the pictures go.
  Path images() {
    return images;
  }

  void log(String line) {
    write(log, "%s  %s".formatted(clock.instant().truncatedTo(ChronoUnit.MILLIS), line));
    tail.addLast(line);
    if (tail.size() > TAIL) {
      tail.removeFirst();
    }
  }

  void step(int done, int total, int pictures) {
    write(steps, RunJson.text(new Step(clock.instant(), done, total, pictures)));
  }

  /// The last lines of the log, for the reason of a failure.
  String tail() {
    return String.join("\n", tail);
  }

  @Override
  public void close() {
    try (log;
        steps) {
      log.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the run's records could not be closed", e);
    }
  }

  /// @param done denoising steps of `total` in this attempt, counted once for each picture
  /// @param pictures complete in the whole run
  private record Step(Instant at, int done, int total, int pictures) {}

  private static BufferedWriter appending(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void write(BufferedWriter file, String line) {
    try {
      file.write(line);
      file.newLine();
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the run's records could not be written", e);
    }
  }
}
