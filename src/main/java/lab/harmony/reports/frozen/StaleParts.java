package lab.harmony.reports.frozen;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.citations.Citations;
import lab.harmony.notebooks.citations.CitedNumber;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.Notebook;

/// What in a notebook is not what it says now: cells that are out of date, failed, at work or never
/// run, and numbers in its texts that are not those of their results.
public final class StaleParts {

  private final Notebook notebook;
  private final Map<CellId, CellState> states;
  private final CellHandlers handlers;

  private StaleParts(Notebook notebook, Map<CellId, CellState> states, CellHandlers handlers) {
    this.notebook = notebook;
    this.states = states;
    this.handlers = handlers;
  }

  /// A sentence for each, in the notebook's order.
  public static List<String> of(
      Notebook notebook, Map<CellId, CellState> states, CellHandlers handlers) {
    return new StaleParts(notebook, states, handlers).sentences();
  }

  private List<String> sentences() {
    var stale =
        states.entrySet().stream()
            .filter(cell ->
                cell.getValue() instanceof CellState.Stale
                    || cell.getValue() instanceof CellState.Failed)
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
    var numbers = new Citations(notebook, handlers).all(stale);
    var sentences = new LinkedHashSet<String>();
    for (int index = 0; index < notebook.cells().size(); index++) {
      var cell = notebook.cells().get(index);
      var name = "Cell %d (%s): ".formatted(index + 1, cell.kind().word());
      Optional.ofNullable(states.get(cell.id()))
          .flatMap(state -> problem(cell, state))
          .ifPresent(problem -> sentences.add(name + problem));
      numbers.getOrDefault(cell.id(), List.of()).stream()
          .filter(CitedNumber::doubtful)
          .forEach(number -> sentences.add(name + number.sentence()));
    }
    return List.copyOf(sentences);
  }

  private Optional<String> problem(Cell cell, CellState state) {
    return switch (state) {
      case CellState.Stale(var reason) -> Optional.of(ended(reason));
      case CellState.Failed(var reason) -> Optional.of(ended("failed: " + reason));
      case CellState.Waiting _, CellState.Queued _ -> Optional.of("not run yet, it is queued.");
      case CellState.Running running ->
          Optional.of("still running, %d of %d.".formatted(running.done(), running.total()));
      case CellState.Idle _ ->
          handlers.isExecutable(cell) ? Optional.of("never run.") : Optional.empty();
      case CellState.Finished _ -> Optional.empty();
    };
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }
}
