package lab.harmony.training;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lab.harmony.models.ModelName;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.training.records.Estimate;
import lab.harmony.work.Job;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import lab.harmony.work.NewJob;
import org.springframework.stereotype.Component;

/// Measures what specs will take before they are trained: jobs in the one line, for a measure that
/// is taken beside something else says too much.
@Component
class Trials {

  private final Sittings sittings;
  private final KeptEstimates estimates;
  private final JobQueue jobs;
  private final Clock clock;

  Trials(Sittings sittings, KeptEstimates estimates, JobQueue jobs, Clock clock) {
    this.sittings = sittings;
    this.estimates = estimates;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// Those that were ever asked for and are not kept, the oldest first.
  List<Sitting> all() {
    return sittings.all(TrainingHandler.ESTIMATE);
  }

  /// @param all as [#all] says
  /// @param file of the spec
  Trial of(List<Sitting> all, Path file, ModelName name, String key) {
    var latest =
        all.stream()
            .filter(one -> one.name().equals(name.value()) && order(one.job(), file).isPresent())
            .reduce((_, last) -> last);
    if (latest.isPresent()) {
      switch (latest.get().job().state()) {
        case JobState.Queued(var position) -> {
          return new Trial.Waiting(position);
        }
        case JobState.Running _ -> {
          return new Trial.Measuring(latest.get().doing());
        }
        case JobState.Failed(_, var reason)
            when order(latest.get().job(), file)
                .flatMap(TrainingOrder::key)
                .filter(key::equals)
                .isPresent() -> {
          return new Trial.Failed(reason);
        }
        case JobState.Failed _, JobState.Finished _, JobState.Cancelled _ -> {}
      }
    }
    return estimates
        .find(name, key)
        .<Trial>map(kept -> new Trial.Measured(kept.estimate(), kept.at()))
        .orElseGet(Trial.None::new);
  }

  /// What a job asks for, if that is to measure this spec.
  private static Optional<TrainingOrder> order(Job job, Path file) {
    try {
      return Optional.of(TrainingOrder.of(job))
          .filter(order -> order.file().equals(file.toAbsolutePath().normalize()));
    } catch (TrainingProblem ofALaterVersion) {
      return Optional.empty();
    }
  }

  /// Puts the measuring of a spec into the line, unless it stands there.
  JobId start(TrainingOrder order, String by) {
    var name = order.training().name();
    var known = unfinished(order.file());
    if (known.isPresent()) {
      return known.get().id();
    }
    var job =
        new NewJob(
            SittingIds.next(TrainingHandler.ESTIMATE, clock),
            TrainingHandler.ESTIMATE,
            order.order(),
            by);
    jobs.submit(job, () -> sittings.insert(job.id(), name, 0, 0, ""));
    return job.id();
  }

  /// Ends the measuring of a spec; its process needs a moment.
  void cancel(Path file) {
    unfinished(file).ifPresent(job -> jobs.cancel(job.id()));
  }

  Optional<Estimate> result(JobId job) {
    return sittings
        .find(job)
        .map(Sitting::result)
        .filter(text -> !text.isEmpty())
        .map(KeptEstimates::of);
  }

  private Optional<Job> unfinished(Path file) {
    return sittings.unfinished(TrainingHandler.ESTIMATE).stream()
        .map(Sitting::job)
        .filter(job -> order(job, file).isPresent())
        .findFirst();
  }
}
