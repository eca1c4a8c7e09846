package lab.harmony.training;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingLife.State;
import lab.harmony.training.records.Wish;
import lab.harmony.work.Job;
import lab.harmony.work.JobState;

/// One job of a training, or of measuring one, with what is known of it besides.
///
/// @param name of the training
/// @param doing what it does besides taking steps
/// @param running whether steps are being taken
/// @param endedAs `stopped` by itself or `interrupted`; else empty
/// @param asked after its step
/// @param result what it came to, as its kind writes it; empty before
record Sitting(
    Job job,
    String name,
    String doing,
    boolean running,
    long steps,
    long total,
    String endedAs,
    Set<Wish> asked,
    String result) {

  static final String STOPPED = "stopped";
  static final String INTERRUPTED = "interrupted";

  /// Whether a worker ever had it.
  boolean isBegun() {
    return job.startedAt().isPresent();
  }

  boolean isOver() {
    return !(job.state() instanceof JobState.Queued || job.state() instanceof JobState.Running);
  }

  /// What was asked and is not done.
  Set<Wish> wishes() {
    var wishes = EnumSet.noneOf(Wish.class);
    if (job.state() instanceof JobState.Running) {
      wishes.addAll(asked);
      if (job.cancelRequested()) {
        wishes.add(Wish.STOP);
      }
    }
    return wishes;
  }

  TrainingLife life() {
    return switch (job.state()) {
      case JobState.Queued _ ->
          life(isBegun() ? State.STOPPED : State.QUEUED, job.submittedAt(), "");
      case JobState.Running _ ->
          life(
              running ? State.RUNNING : State.PREPARING,
              job.startedAt().orElse(job.submittedAt()),
              "");
      case JobState.Finished(var at, _) -> life(State.FINISHED, at, "");
      case JobState.Cancelled(var at) -> life(State.STOPPED, at, "");
      case JobState.Failed(var at, var reason) ->
          switch (endedAs) {
            case STOPPED -> life(State.STOPPED, at, reason);
            case INTERRUPTED -> life(State.INTERRUPTED, at, "");
            default -> life(State.FAILED, at, reason);
          };
    };
  }

  private TrainingLife life(State state, Instant since, String reason) {
    return new TrainingLife(
        Optional.of(job.id()),
        state,
        since,
        steps,
        total,
        reason,
        Optional.of(doing).filter(words -> state.isActive() && !words.isEmpty()),
        job.submittedBy());
  }
}
