package lab.harmony.training.drawing;

import java.io.IOException;
import java.nio.file.Path;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.work.JobChanged;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Removes what is kept of drawings that nobody goes on with: of those that are cancelled, wherever
/// they were then and whoever did it.
@Component
class DatasetLeftovers {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetLeftovers.class);

  private final DatasetJobs datasets;
  private final JobQueue jobs;
  private final Workspace workspace;

  DatasetLeftovers(DatasetJobs datasets, JobQueue jobs, Workspace workspace) {
    this.datasets = datasets;
    this.jobs = jobs;
    this.workspace = workspace;
  }

  @EventListener
  void changed(JobChanged event) {
    if (!event.inState() || !event.kind().equals(DatasetDrawings.KIND)) {
      return;
    }
    jobs.find(event.job())
        .filter(job -> job.state() instanceof JobState.Cancelled)
        .flatMap(DatasetOrder::of)
        .ifPresent(order -> {
          try {
            var folder = SafePath.inside(workspace.root(), order.dataset());
            if (datasets.unfinished(folder).isEmpty()) {
              forget(folder);
            }
          } catch (IllegalArgumentException outside) {
            LOG.debug("Nothing was drawn outside the workspace", outside);
          }
        });
  }

  void forget(Path folder) {
    try {
      FaceDataset.forget(folder);
    } catch (IOException e) {
      LOG.warn("What was drawn of {} could not be removed", folder, e);
    }
  }
}
