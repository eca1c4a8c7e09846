package lab.harmony.runs.ui;

import java.util.Set;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.work.Job;
import lab.harmony.work.JobTitle;
import lab.harmony.work.JobTitles;
import org.springframework.stereotype.Component;

/// Runs in the list of all work.
@Component
class RunTitles implements JobTitles {

  private final RunQueue runs;

  RunTitles(RunQueue runs) {
    this.runs = runs;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("run");
  }

  @Override
  public JobTitle of(Job job) {
    var id = new RunId(job.id().value());
    var run = runs.row(id);
    return new JobTitle(
        "Run",
        run.map(RunRow::experiment).orElse(id.value()),
        RunLinks.run(id),
        run.filter(row -> row.state() instanceof RunState.Running)
            .map(row -> "%d of %d".formatted(row.images(), row.total()))
            .orElse(""),
        "pictures");
  }
}
