package lab.harmony.notebooks.cells;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.design.StateWord;

/// Where a cell stands. Nothing of it is stored: it follows from the notebook, the runs and the
/// scores as they are now.
public sealed interface CellState {

  /// Never executed, or nothing to execute.
  record Idle() implements CellState {}

  /// Will be executed after others of this notebook.
  record Waiting() implements CellState {}

  /// Its run waits for a worker; position 1 is next.
  record Queued(int position) implements CellState {}

  /// Pictures are made: `done` of `total`.
  record Running(int done, int total, double fraction, Optional<Duration> remaining)
      implements CellState {}

  record Finished(Instant at) implements CellState {}

  record Failed(String reason) implements CellState {}

  /// It was executed, and something it rests on is another now.
  record Stale(String reason) implements CellState {}

  /// Whether somebody has asked for it and it is not over.
  default boolean busy() {
    return switch (this) {
      case Waiting _, Queued _, Running _ -> true;
      case Idle _, Finished _, Failed _, Stale _ -> false;
    };
  }

  /// The state in one word.
  default String word() {
    return switch (this) {
      case Idle _ -> "not run";
      case Waiting _, Queued _ -> StateWord.QUEUED.within();
      case Running _ -> StateWord.RUNNING.within();
      case Finished _ -> StateWord.FINISHED.within();
      case Failed _ -> StateWord.FAILED.within();
      case Stale _ -> StateWord.STALE.within();
    };
  }
}
