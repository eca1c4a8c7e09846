package lab.harmony.notebooks.execution;

import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Output;
import lab.harmony.people.Actor;
import lab.harmony.runs.RunId;

/// A cell while it is executed, and what its handler told of it so far.
final class CellWorkbench implements CellSink {
  private final Actor by;
  private final Began began;
  private final Runnable told;
  private volatile Optional<CellState> state = Optional.of(new CellState.Waiting());
  private volatile List<Output> shown = List.of();
  private volatile boolean stopped;

  /// Stores that the work has begun.
  @FunctionalInterface
  interface Began {
    void store(Basis basis, RunId run);
  }

  /// @param told called when there is something new to be seen
  CellWorkbench(Actor by, Began began, Runnable told) {
    this.by = by;
    this.began = began;
    this.told = told;
  }

  @Override
  public Actor by() {
    return by;
  }

  @Override
  public void state(CellState now) {
    state = Optional.of(now);
    told.run();
  }

  @Override
  public void show(List<Output> soFar) {
    shown = List.copyOf(soFar);
    told.run();
  }

  @Override
  public boolean stopped() {
    return stopped;
  }

  @Override
  public void began(Basis basis, RunId run) {
    began.store(basis, run);
    state = Optional.empty();
    told.run();
  }

  void stop() {
    stopped = true;
  }

  /// Empty when the cell's handler knows better.
  Optional<CellState> state() {
    return state;
  }

  List<Output> shown() {
    return shown;
  }
}
