package lab.harmony.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where a job stands.
public sealed interface JobState {

  /// Waits for a worker; position 1 is next.
  record Queued(int position) implements JobState {}

  /// A worker has it.
  record Running(JobProgress progress) implements JobState {}

  record Finished(Instant at, Duration elapsed) implements JobState {}

  record Failed(Instant at, String reason) implements JobState {}

  record Cancelled(Instant at) implements JobState {}

  /// How far a job is.
  ///
  /// @param fraction of all the work, 0 to 1
  /// @param remaining the time left, once enough is known to say
  record JobProgress(double fraction, Optional<Duration> remaining) {}
}
