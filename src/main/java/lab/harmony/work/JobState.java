package lab.harmony.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a job stands.
public sealed interface JobState {

  /// What the database, `run.json` and the answers of verbs call where a job stands; never changed.
  enum Code {
    QUEUED("queued"),
    RUNNING("running"),
    FINISHED("finished"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String word;

    Code(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /// @throws IllegalArgumentException if no state is called so
    public static Code of(String word) {
      return Stream.of(values())
          .filter(code -> code.word.equals(word))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("there is no state \"%s\"".formatted(word)));
    }
  }

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

  default Code code() {
    return switch (this) {
      case Queued _ -> Code.QUEUED;
      case Running _ -> Code.RUNNING;
      case Finished _ -> Code.FINISHED;
      case Failed _ -> Code.FAILED;
      case Cancelled _ -> Code.CANCELLED;
    };
  }
}
