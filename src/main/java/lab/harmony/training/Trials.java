package lab.harmony.training;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
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

  /// Clocks of machines may differ by so much.
  private static final Duration BACK = Duration.ofMinutes(1);

  private final Sittings sittings;
  private final KeptEstimates estimates;
  private final JobQueue jobs;
  private final Clock clock;
  private final Map<Asked, Sitting> ended = new HashMap<>();
  private Instant looked = Instant.EPOCH;

  Trials(Sittings sittings, KeptEstimates estimates, JobQueue jobs, Clock clock) {
    this.sittings = sittings;
    this.estimates = estimates;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// What is to be measured: the spec in a file, while it had this name.
  record Asked(Path file, String name) {}

  /// What was last asked for each spec and is not kept.
  ///
  /// Those that ended are read once, and from then on only what is new.
  synchronized Map<Asked, Sitting> all() {
    var now = clock.instant();
    for (var sitting : sittings.endedSince(TrainingHandler.ESTIMATE, looked)) {
      take(ended, sitting);
    }
    looked = now.minus(BACK);
    var all = new HashMap<>(ended);
    sittings.unfinished(TrainingHandler.ESTIMATE).forEach(sitting -> take(all, sitting));
    return all;
  }

  private static void take(Map<Asked, Sitting> all, Sitting sitting) {
    order(sitting.job())
        .ifPresent(order -> {
          var asked = new Asked(order.file(), sitting.name());
          var known = all.get(asked);
          if (known == null || !known.job().submittedAt().isAfter(sitting.job().submittedAt())) {
            all.put(asked, sitting);
          }
        });
  }

  /// @param all as [#all] says
  /// @param file of the spec
  Trial of(Map<Asked, Sitting> all, Path file, ModelName name, String key) {
    var latest =
        Optional.ofNullable(all.get(new Asked(file.toAbsolutePath().normalize(), name.value())));
    if (latest.isPresent()) {
      switch (latest.get().job().state()) {
        case JobState.Queued(var position) -> {
          return new Trial.Waiting(position);
        }
        case JobState.Running _ -> {
          return new Trial.Measuring(latest.get().doing());
        }
        case JobState.Failed(_, var reason)
            when order(latest.get().job())
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

  /// What a job asks for, if this version can read it.
  private static Optional<TrainingOrder> order(Job job) {
    try {
      return Optional.of(TrainingOrder.of(job));
    } catch (TrainingProblem ofALaterVersion) {
      return Optional.empty();
    }
  }

  /// Puts the measuring of a spec into the line, unless it stands there.
  JobId start(TrainingOrder order, Actor by) {
    var name = order.training().name();
    var known = unfinished(order.file());
    if (known.isPresent()) {
      return known.get().id();
    }
    var job =
        new NewJob(
            JobId.next(TrainingHandler.ESTIMATE, clock),
            TrainingHandler.ESTIMATE,
            order.order(),
            by);
    jobs.submit(job, () -> sittings.insert(job.id(), name, 0, 0, ""));
    return job.id();
  }

  /// Ends the measuring of a spec; its process needs a moment.
  void cancel(Path file, Actor by, String reason) {
    unfinished(file).ifPresent(job -> jobs.cancel(job.id(), by, reason));
  }

  Optional<Estimate> result(JobId job) {
    return sittings
        .find(job)
        .map(Sitting::result)
        .filter(text -> !text.isEmpty())
        .map(KeptEstimates::of);
  }

  private Optional<Job> unfinished(Path file) {
    var place = file.toAbsolutePath().normalize();
    return sittings.unfinished(TrainingHandler.ESTIMATE).stream()
        .map(Sitting::job)
        .filter(job -> order(job).filter(order -> order.file().equals(place)).isPresent())
        .findFirst();
  }
}
