package lab.harmony.training.drawing;

import java.util.Objects;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import lab.harmony.work.Job;

/// What a job that draws a dataset is asked for.
///
/// @param dataset the folder within the workspace, with slashes: `experiments/lora-v1/faces`
/// @param seed of the drawings
public record DatasetOrder(String dataset, long seed) {

  private static final int FORMAT = 1;

  public DatasetOrder {
    Objects.requireNonNull(dataset, "a dataset has a folder");
  }

  /// Of a job, if this version can read it.
  public static Optional<DatasetOrder> of(Job job) {
    if (job.order().format() != FORMAT) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.record(Json.object(job.order().text()), DatasetOrder.class));
    } catch (JsonProblem ofAnother) {
      return Optional.empty();
    }
  }

  Job.Order order() {
    return new Job.Order(FORMAT, Json.MAPPER.writeValueAsString(this));
  }
}
