package lab.harmony.training.ui.words;

import java.util.Set;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.models.ModelName;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.drawing.DatasetDrawings;
import lab.harmony.training.drawing.DatasetJobs;
import lab.harmony.training.drawing.DatasetOrder;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.work.Job;
import lab.harmony.work.JobState;
import lab.harmony.work.JobTitle;
import lab.harmony.work.JobTitles;
import org.springframework.stereotype.Component;

/// Trainings, measuring what they take, and the drawing of their datasets, in the list of all work.
@Component
class TrainingTitles implements JobTitles {

  private final TrainingQueue queue;
  private final TrainingShelf shelf;

  TrainingTitles(TrainingQueue queue, TrainingShelf shelf) {
    this.queue = queue;
    this.shelf = shelf;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(TrainingQueue.KIND, TrainingQueue.ESTIMATE, DatasetDrawings.KIND);
  }

  @Override
  public JobTitle of(Job job) {
    return job.kind().equals(DatasetDrawings.KIND) ? dataset(job) : training(job);
  }

  private static JobTitle dataset(Job job) {
    return new JobTitle(
        "Dataset",
        DatasetOrder.of(job).map(DatasetOrder::dataset).orElse(job.id().value()),
        "trainings",
        job.state() instanceof JobState.Running(var progress)
            ? "%d of %d".formatted(DatasetJobs.pictures(progress), FaceDataset.PICTURES)
            : "",
        "faces");
  }

  private JobTitle training(Job job) {
    var name = queue.nameOf(job.id());
    var life = queue.life(job.id());
    boolean isTraining = job.kind().equals(TrainingQueue.KIND);
    return new JobTitle(
        isTraining ? "Training" : "Estimate of a training",
        name.map(ModelName::value).orElse(job.id().value()),
        name.filter(one -> isTraining && shelf.names().contains(one))
            .map(one -> "trainings/" + one)
            .orElse("trainings"),
        done(life),
        life.state() == TrainingLife.State.RUNNING ? "steps" : "");
  }

  private static String done(TrainingLife life) {
    return life.state().isActive() || life.steps() > 0 ? TrainingWords.atWork(life) : "";
  }
}
