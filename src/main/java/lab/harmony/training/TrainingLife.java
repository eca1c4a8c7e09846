package lab.harmony.training;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Found;
import tools.jackson.databind.json.JsonMapper;

/// How far a training is, as its folder's `life.json` says it.
///
/// @param state what its process said last
/// @param process that works or worked on it
/// @param started when that process began, which tells it from a later one of the same number
/// @param since when the state was entered
/// @param total steps of the whole training; 0 while that is not known
/// @param reason why it failed, or stopped by itself; empty otherwise
/// @param doing what it does besides taking steps: `encoding picture 12 of 417`
/// @param by who started it, where a person did in the lab
public record TrainingLife(
    State state,
    long process,
    Optional<Instant> started,
    Instant since,
    long total,
    String reason,
    Optional<String> doing,
    Optional<String> by) {

  public enum State {
    /// Before the steps: a model is opened, pictures are encoded, a trial is made.
    PREPARING,
    RUNNING,
    FINISHED,
    STOPPED,
    FAILED,
    /// Its process is gone without a word.
    INTERRUPTED;

    /// Whether a process works on it.
    public boolean isActive() {
      return this == PREPARING || this == RUNNING;
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();
  static final String FILE = "life.json";

  /// The clock of processes ticks otherwise than that of the day.
  private static final Duration CLOCKS_APART = Duration.ofSeconds(3);

  static final TrainingLife UNKNOWN =
      new TrainingLife(
          State.INTERRUPTED,
          0,
          Optional.empty(),
          Instant.EPOCH,
          0,
          "",
          Optional.empty(),
          Optional.empty());

  static TrainingLife of(
      State state,
      ProcessHandle process,
      Instant since,
      long total,
      String reason,
      Optional<String> doing,
      Optional<String> by) {
    return new TrainingLife(
        state,
        process.pid(),
        process.info().startInstant(),
        since,
        total,
        reason,
        doing.filter(words -> !words.isEmpty()),
        by);
  }

  void write(Path folder) {
    AtomicFiles.write(folder.resolve(FILE), JSON.writeValueAsString(this));
  }

  static Found<TrainingLife> in(Path file) {
    return Found.json(file, JSON, TrainingLife.class);
  }

  /// Unknown where nothing says it.
  static TrainingLife read(Path folder) {
    return in(folder.resolve(FILE)).orElse(_ -> UNKNOWN).now();
  }

  /// The same, interrupted if its process is gone.
  TrainingLife now() {
    return state.isActive() && !isAlive() ? interrupted() : this;
  }

  private TrainingLife interrupted() {
    return new TrainingLife(
        State.INTERRUPTED, process, started, since, total, reason, Optional.empty(), by);
  }

  /// A number alone may be given to another process later, which then began later.
  private boolean isAlive() {
    return ProcessHandle.of(process)
        .flatMap(one -> one.info().startInstant())
        .filter(begin ->
            started
                .map(noted -> Duration.between(noted, begin).abs().compareTo(CLOCKS_APART) < 0)
                .orElseGet(() -> begin.isBefore(since.plus(CLOCKS_APART))))
        .isPresent();
  }
}
