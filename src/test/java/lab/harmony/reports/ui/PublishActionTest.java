package lab.harmony.reports.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.notebooks.document.NotebookFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PublishActionTest {
  private static final String NOTEBOOK =
      """
      {"cells":[
       {"cell_type":"markdown","id":"words","metadata":{},"source":"# Words"},
       {"cell_type":"markdown","id":"fresh","metadata":{},"source":"one"},
       {"cell_type":"markdown","id":"old","metadata":{},"source":"two"},
       {"cell_type":"markdown","id":"broken","metadata":{},"source":"three"},
       {"cell_type":"markdown","id":"working","metadata":{},"source":"four"}],
       "metadata":{},"nbformat":4,"nbformat_minor":5}
      """;

  @Test
  void whatThePageKnowsOfStaleCellsIsSaidBeforePublishing() {
    var notebook = ((NotebookFormat.Reading.Valid) NotebookFormat.read(NOTEBOOK)).notebook();
    var states =
        List.of(
            new CellState.Idle(),
            new CellState.Finished(Instant.EPOCH),
            new CellState.Stale("the pictures changed since it ran"),
            new CellState.Failed("no such model"),
            new CellState.Running(1, 2, 0.5, Optional.empty()));
    var cells =
        java.util.stream.IntStream.range(0, states.size())
            .mapToObj(i ->
                new CellStanding(
                    notebook.cells().get(i),
                    states.get(i),
                    CellWork.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    List.of()))
            .toList();

    assertThat(PublishAction.stale(notebook, cells, new CellHandlers(List.of())))
        .containsExactly(
            "old: the pictures changed since it ran.",
            "broken failed.",
            "working is being executed.");
  }
}
