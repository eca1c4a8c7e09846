package lab.harmony.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.work.JobState;

/// Where a run stands.
public sealed interface RunState {

  /// Waits for a worker; position 1 is next.
  record Queued(int position) implements RunState {}

  /// A worker makes its pictures.
  ///
  /// @param done pictures that are complete
  /// @param total pictures asked for
  /// @param fraction of all the work, unfinished pictures included, 0 to 1
  /// @param remaining the time left, once enough is known to say
  record Running(int done, int total, double fraction, Optional<Duration> remaining)
      implements RunState {}

  record Finished(Instant at, Duration elapsed) implements RunState {}

  record Failed(Instant at, String reason) implements RunState {}

  record Cancelled(Instant at) implements RunState {}

  /// Whether nothing more happens unless a person restarts it.
  default boolean isOver() {
    return switch (this) {
      case Queued _, Running _ -> false;
      case Finished _, Failed _, Cancelled _ -> true;
    };
  }

  /// What the database and `run.json` call it.
  default JobState.Code code() {
    return switch (this) {
      case Queued _ -> JobState.Code.QUEUED;
      case Running _ -> JobState.Code.RUNNING;
      case Finished _ -> JobState.Code.FINISHED;
      case Failed _ -> JobState.Code.FAILED;
      case Cancelled _ -> JobState.Code.CANCELLED;
    };
  }
}
