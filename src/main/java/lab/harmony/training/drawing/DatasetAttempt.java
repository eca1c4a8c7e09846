package lab.harmony.training.drawing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.doodle.FaceDataset.Next;
import lab.harmony.work.JobEnd;
import lab.harmony.work.JobRun;

/// One worker's part of a drawing.
final class DatasetAttempt {

  /// Between two notes of how far it is, in nanoseconds.
  private static final long BETWEEN = 250_000_000;

  private final JobRun run;
  private final long begin = System.nanoTime();
  private long noted = begin - BETWEEN;
  private int found = -1;

  /// How it ends, where it is broken off.
  private JobEnd end = new JobEnd.Finished();

  DatasetAttempt(JobRun run) {
    this.run = run;
  }

  JobEnd draw(Path folder, DatasetOrder order) throws IOException {
    if (FaceDataset.draw(folder, order.seed(), this::next)) {
      run.say("All %d faces are drawn.".formatted(FaceDataset.PICTURES));
    }
    return end;
  }

  private Next next(int pictures, int all) {
    if (found < 0) {
      found = pictures;
      run.say(
          pictures == 0
              ? "Drawing %d faces.".formatted(all)
              : "Going on: %d of %d faces were drawn.".formatted(pictures, all));
    }
    if (run.isStopping()) {
      end = new JobEnd.Stopped();
      return Next.REST;
    }
    long now = System.nanoTime();
    if (now - noted < BETWEEN) {
      return Next.GO_ON;
    }
    noted = now;
    if (run.isCancelRequested()) {
      end = new JobEnd.Cancelled();
      return Next.END;
    }
    if (pictures > found && !run.gotFurther()) {
      end = new JobEnd.Superseded();
      return Next.REST;
    }
    run.progress((double) pictures / all, remaining(now - begin, pictures, all));
    return Next.GO_ON;
  }

  /// As long as the pictures of this attempt took, for those that are left.
  private Optional<Duration> remaining(long nanoseconds, int pictures, int all) {
    int drawn = pictures - found;
    return drawn == 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanoseconds / drawn * (all - pictures)));
  }
}
