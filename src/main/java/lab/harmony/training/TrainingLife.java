package lab.harmony.training;

import java.nio.file.Path;
import java.time.Instant;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Found;
import tools.jackson.databind.json.JsonMapper;

/// How far a training is, as its folder's `life.json` says it.
///
/// @param state what its process said last
/// @param process that works or worked on it
/// @param total steps of the whole training
/// @param reason why it failed; empty otherwise
public record TrainingLife(State state, long process, Instant since, long total, String reason) {

  public enum State {
    RUNNING,
    FINISHED,
    STOPPED,
    FAILED,
    /// Its process is gone without a word.
    INTERRUPTED
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();
  static final String FILE = "life.json";

  static final TrainingLife UNKNOWN = new TrainingLife(State.INTERRUPTED, 0, Instant.EPOCH, 0, "");

  void write(Path folder) {
    AtomicFiles.write(folder.resolve(FILE), JSON.writeValueAsString(this));
  }

  static Found<TrainingLife> in(Path file) {
    return Found.json(file, JSON, TrainingLife.class);
  }

  /// Unknown where nothing says it.
  static TrainingLife read(Path folder) {
    var life = in(folder.resolve(FILE)).orElse(_ -> UNKNOWN);
    return life.state == State.RUNNING && !isAlive(life)
        ? new TrainingLife(State.INTERRUPTED, life.process, life.since, life.total, life.reason)
        : life;
  }

  /// A number alone may be given to another process later, which then began later.
  private static boolean isAlive(TrainingLife life) {
    return ProcessHandle.of(life.process)
        .flatMap(process -> process.info().startInstant())
        .filter(started -> started.isBefore(life.since))
        .isPresent();
  }
}
