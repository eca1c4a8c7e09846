package lab.harmony.training;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.work.Device;
import lab.harmony.work.JobChanged;
import lab.harmony.work.JobEnd;
import lab.harmony.work.JobHandler;
import lab.harmony.work.JobId;
import lab.harmony.work.JobRun;
import lab.harmony.workspace.DataFolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Trains, and measures what trainings will take, each in a process of its own.
@Component
class TrainingHandler implements JobHandler {

  /// The kind of job that a sitting of a training is.
  static final String KIND = "training";

  /// The kind that measures what a training will take.
  static final String ESTIMATE = "estimate";

  private final Sittings sittings;
  private final KeptEstimates estimates;
  private final DataFolder data;
  private final Device device;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ObjectProvider<PinnedPrompts> pinned;
  private final Map<JobId, TrainingAttempt> attempts = new ConcurrentHashMap<>();

  TrainingHandler(
      Sittings sittings,
      KeptEstimates estimates,
      DataFolder data,
      Device device,
      TransactionTemplate transaction,
      Clock clock,
      ObjectProvider<PinnedPrompts> pinned) {
    this.pinned = pinned;
    this.sittings = sittings;
    this.estimates = estimates;
    this.data = data;
    this.device = device;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public JobEnd work(JobRun job) {
    try {
      var order = TrainingOrder.of(job.job());
      var name = order.training().name();
      var attempt = new TrainingAttempt(job, name, order, this);
      attempts.put(job.job().id(), attempt);
      return attempt.go();
    } catch (TrainingProblem e) {
      return new JobEnd.Failed(String.valueOf(e.getMessage()));
    } finally {
      attempts.remove(job.job().id());
    }
  }

  /// Somebody may have asked for something, in this process; what other processes ask is looked for
  /// a few times a second.
  @EventListener
  void changed(JobChanged event) {
    var attempt = attempts.get(event.job());
    if (attempt != null) {
      attempt.wake();
    }
  }

  Sittings sittings() {
    return sittings;
  }

  KeptEstimates estimates() {
    return estimates;
  }

  DataFolder data() {
    return data;
  }

  Device device() {
    return device;
  }

  TransactionTemplate transaction() {
    return transaction;
  }

  Clock clock() {
    return clock;
  }

  /// What epochs draw besides the fixed prompts, as it is asked for now.
  List<MatrixPrompt> pinned() {
    return pinned.stream().flatMap(one -> one.toDraw().stream()).toList();
  }
}
