package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.design.StateText;
import lab.harmony.design.Times;
import lab.harmony.notebooks.cells.CellState;

/// A cell's state in the words and shapes of the whole lab.
public final class CellStateText {

  public static Component of(CellState state) {
    return switch (state) {
      case CellState.Idle _ -> new Span();
      case CellState.Waiting _ -> StateText.queued();
      case CellState.Queued(var position) -> StateText.queued(position);
      case CellState.Running running -> StateText.running(running.done(), running.total());
      case CellState.Finished _ -> StateText.finished();
      case CellState.Failed(var reason) -> StateText.failed(reason);
      case CellState.Stale(var reason) -> StateText.stale(reason);
    };
  }

  /// The time left, as people say it.
  static String left(Optional<Duration> remaining) {
    return remaining.map(time -> Times.about(time) + " left").orElse("");
  }

  private CellStateText() {}
}
