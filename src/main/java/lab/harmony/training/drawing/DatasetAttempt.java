package lab.harmony.training.drawing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.doodle.FaceDataset.Next;
import lab.harmony.work.JobEnd;
import lab.harmony.work.JobRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One worker's part of a drawing.
final class DatasetAttempt {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetAttempt.class);

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
    try {
      if (FaceDataset.draw(folder, order.seed(), this::next)) {
        run.say("All %d faces are drawn.".formatted(FaceDataset.PICTURES));
      }
    } catch (IOException e) {
      if (!(end instanceof JobEnd.Cancelled)) {
        throw e;
      }
      LOG.warn("What was drawn of {} could not be removed", folder, e);
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
      return run.isCancelRequested() ? cancelled() : rests(new JobEnd.Stopped());
    }
    long now = System.nanoTime();
    if (now - noted < BETWEEN) {
      return Next.GO_ON;
    }
    noted = now;
    if (run.isCancelRequested()) {
      return cancelled();
    }
    if (pictures > found && !run.gotFurther()) {
      return rests(new JobEnd.Superseded());
    }
    run.progress((double) pictures / all, remaining(now - begin, pictures, all));
    return Next.GO_ON;
  }

  private Next cancelled() {
    end = new JobEnd.Cancelled();
    return Next.END;
  }

  private Next rests(JobEnd here) {
    end = here;
    return Next.REST;
  }

  /// As long as the pictures of this attempt took, for those that are left.
  private Optional<Duration> remaining(long nanoseconds, int pictures, int all) {
    int drawn = pictures - found;
    return drawn == 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanoseconds / drawn * (all - pictures)));
  }
}
