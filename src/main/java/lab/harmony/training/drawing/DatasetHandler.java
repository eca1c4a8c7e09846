package lab.harmony.training.drawing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
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

  /// Ends the reason of one that failed for what lay there.
  static final String IN_THE_WAY =
      "something is there already; move it away, or name another folder in the spec";

  private final Workspace workspace;
  private final DatasetLeftovers leftovers;

  DatasetHandler(Workspace workspace, DatasetLeftovers leftovers) {
    this.workspace = workspace;
    this.leftovers = leftovers;
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
    var experiment = goneExperiment(folder);
    if (experiment.isPresent()) {
      return failed(
          order,
          "experiments/%s is not there; put it back, or name another folder in the spec"
              .formatted(experiment.get()));
    }
    if (!FaceDataset.isFree(folder)) {
      leftovers.forget(folder);
      return failed(order, IN_THE_WAY);
    }
    if (run.countTry() > MOST_TRIES) {
      leftovers.forget(folder);
      return failed(
          order,
          "the lab ended %d times in a row without drawing a picture of it".formatted(MOST_TRIES));
    }
    return draw(run, folder, order);
  }

  private static JobEnd draw(JobRun run, Path folder, DatasetOrder order) {
    try {
      return new DatasetAttempt(run).draw(folder, order);
    } catch (IOException e) {
      LOG.warn("{} could not be drawn", folder, e);
      return failed(order, reason(e));
    } catch (RuntimeException e) {
      LOG.error("{} could not be drawn", folder, e);
      return failed(
          order,
          "the lab made a mistake (%s). What is drawn is kept: draw it again, and it goes on"
              .formatted(e));
    }
  }

  /// The experiment in which a dataset is to lie, if it was deleted or moved: drawn for, it would
  /// come back with nothing else in it.
  private Optional<String> goneExperiment(Path folder) {
    var experiments = workspace.experiments();
    return Optional.of(folder)
        .filter(one -> one.startsWith(experiments))
        .map(one -> experiments.relativize(one))
        .filter(within -> within.getNameCount() > 1)
        .map(within -> within.getName(0).toString())
        .filter(name -> !Files.isDirectory(experiments.resolve(name)));
  }

  /// A lab that ended between the last of a drawing and its job's end has drawn all of it.
  private static boolean isThere(Path folder) {
    return !FaceDataset.isFree(folder) && Files.exists(folder.resolve("metadata.csv"));
  }

  private static JobEnd failed(DatasetOrder order, String reason) {
    return new JobEnd.Failed("%s could not be drawn: %s".formatted(order.dataset(), reason));
  }

  private static String reason(IOException problem) {
    return switch (problem) {
      case NoSuchFileException _ ->
          "its folder was moved or deleted meanwhile; see where it is, then draw it again";
      case FileAlreadyExistsException _ ->
          "something was put there meanwhile. The faces are kept: move it away and draw them again,"
              + " and they are there at once";
      default ->
          StorageProblem.reason(problem).orElseGet(() -> String.valueOf(problem.getMessage()));
    };
  }
}
