package lab.harmony.training.drawing;

import java.nio.file.Path;
import java.time.Clock;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.NewJob;
import org.springframework.stereotype.Service;

/// Puts the drawing of datasets into the line, and takes it out again.
@Service
public class DatasetDrawings {

  /// The kind of job that draws a dataset.
  public static final String KIND = "dataset";

  private static final long SEED = 1;

  private final DatasetJobs datasets;
  private final JobQueue jobs;
  private final Rights rights;
  private final Clock clock;

  DatasetDrawings(DatasetJobs datasets, JobQueue jobs, Rights rights, Clock clock) {
    this.datasets = datasets;
    this.jobs = jobs;
    this.rights = rights;
    this.clock = clock;
  }

  /// Has a dataset drawn, unless that stands in the line already.
  ///
  /// @param folder within the workspace
  public synchronized void start(Path folder, Actor by) {
    rights.require(by, Right.COMPUTE);
    if (datasets.unfinished(folder).isPresent()) {
      return;
    }
    var dataset =
        datasets
            .name(folder)
            .orElseThrow(
                () -> new IllegalArgumentException("%s is not in the workspace".formatted(folder)));
    var job =
        new NewJob(JobId.next(KIND, clock), KIND, new DatasetOrder(dataset, SEED).order(), by);
    jobs.submit(job, () -> datasets.insert(job.id(), dataset));
  }

  /// Ends the drawing of a dataset, within a second where it is under way; nothing of it is kept.
  ///
  /// @throws lab.harmony.people.ReasonNeeded if another wanted it, and they have to say why
  public void cancel(Path folder, Actor by, String reason) {
    datasets.unfinished(folder).ifPresent(job -> jobs.cancel(job.id(), by, reason));
  }
}
