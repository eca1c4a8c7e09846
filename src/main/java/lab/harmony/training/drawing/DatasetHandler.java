package lab.harmony.training.drawing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.work.JobEnd;
import lab.harmony.work.JobHandler;
import lab.harmony.work.JobRun;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.StorageProblem;
import lab.harmony.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Draws datasets, as `./lab make-faces` does.
@Component
class DatasetHandler implements JobHandler {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetHandler.class);

  /// What ends the lab again and again does so the next time too.
  private static final int MOST_TRIES = 3;

  private final Workspace workspace;

  DatasetHandler(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public JobEnd work(JobRun run) {
    var order = DatasetOrder.of(run.job());
    return order.isPresent()
        ? work(run, order.get())
        : new JobEnd.Failed(
            "Another version of the lab asked for this dataset, and this one cannot read what it"
                + " asked for. Draw it once more.");
  }

  private JobEnd work(JobRun run, DatasetOrder order) {
    Path folder;
    try {
      folder = SafePath.inside(workspace.root(), order.dataset());
    } catch (IllegalArgumentException outside) {
      return failed(order, "it has to lie in the workspace, links followed");
    }
    if (isThere(folder)) {
      return new JobEnd.Finished();
    }
    if (!FaceDataset.isFree(folder)) {
      return failed(
          order, "something is there already; move it away, or name another folder in the spec");
    }
    if (run.countTry() > MOST_TRIES) {
      return failed(
          order,
          "the lab ended %d times in a row without drawing a picture of it".formatted(MOST_TRIES));
    }
    try {
      return new DatasetAttempt(run).draw(folder, order);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} could not be drawn", folder, e);
      return failed(order, reason(e));
    }
  }

  /// A lab that ended between the last of a drawing and its job's end has drawn all of it.
  private static boolean isThere(Path folder) {
    return !FaceDataset.isFree(folder) && Files.exists(folder.resolve("metadata.csv"));
  }

  private static JobEnd failed(DatasetOrder order, String reason) {
    return new JobEnd.Failed("%s could not be drawn: %s".formatted(order.dataset(), reason));
  }

  private static String reason(Exception problem) {
    return StorageProblem.reason(problem)
        .orElseGet(() ->
            problem instanceof UncheckedIOException unchecked
                ? String.valueOf(Objects.requireNonNull(unchecked.getCause()).getMessage())
                : String.valueOf(problem.getMessage()));
  }
}
