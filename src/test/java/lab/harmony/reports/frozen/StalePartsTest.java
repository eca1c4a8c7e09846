package lab.harmony.reports.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.cells.TextCells;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.NotebookFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StalePartsTest {
  private static final CellHandlers KINDS =
      new CellHandlers(
          List.of(
              new TextCells.Prose(),
              new TextCells.Finding(),
              new TextCells.Code(),
              new TextCells.Raw()));
  private static final String NOTEBOOK =
      """
      {"cells":[
       {"cell_type":"markdown","id":"words","metadata":{},"source":"# Words"},
       {"cell_type":"code","id":"fresh","execution_count":1,"outputs":[],"metadata":{},"source":"one"},
       {"cell_type":"code","id":"old","execution_count":1,"outputs":[],"metadata":{},"source":"two"},
       {"cell_type":"code","id":"broken","execution_count":1,"outputs":[],"metadata":{},"source":"three"},
       {"cell_type":"code","id":"working","execution_count":1,"outputs":[],"metadata":{},"source":"four"},
       {"cell_type":"code","id":"waiting","execution_count":1,"outputs":[],"metadata":{},"source":"five"},
       {"cell_type":"markdown","id":"found","metadata":{"harmony":{"kind":"finding","status":"open"}},
        "source":"[42 %](#gone?rate) of the points, `[7 %](#gone?rate)` as code, see [there](#words)."}],
       "metadata":{},"nbformat":4,"nbformat_minor":5}
      """;

  @Test
  void whatIsNotUpToDateIsNamedCellByCellWithTheNumbersInTexts() {
    var notebook = ((NotebookFormat.Reading.Valid) NotebookFormat.read(NOTEBOOK)).notebook();
    Map<CellId, CellState> states =
        Map.of(
            new CellId("words"), new CellState.Idle(),
            new CellId("fresh"), new CellState.Finished(Instant.EPOCH),
            new CellId("old"), new CellState.Stale("the pictures changed since it ran"),
            new CellId("broken"), new CellState.Failed("no such model"),
            new CellId("working"), new CellState.Running(1, 2, 0.5, Optional.empty()),
            new CellId("waiting"), new CellState.Waiting());

    assertThat(StaleParts.of(notebook, states, KINDS))
        .containsExactly(
            "Cell 3 (code): the pictures changed since it ran.",
            "Cell 4 (code): failed: no such model.",
            "Cell 5 (code): still running, 1 of 2.",
            "Cell 6 (code): not run yet, it is queued.",
            "Cell 7 (finding): 42 % is not there any more: there is no cell \"gone\".");
  }
}
