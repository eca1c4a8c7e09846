package lab.harmony.notebooks.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.cells.TextCells;
import lab.harmony.notebooks.citations.Citable;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.store.OpenedNotebook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CitingTest {
  private final Citing citing =
      new Citing(
          new CellHandlers(
              List.of(
                  new TextCells.Prose(),
                  new TextCells.Finding(),
                  new TextCells.Code(),
                  new TextCells.Raw())));

  @Test
  void whatCanBeCitedIsFoundOnceForANotebookAsItIs() throws IOException {
    var notebook = baseline();
    var citable = citing.citable(standing(notebook, Optional.empty()));
    assertThat(citable).isNotEmpty();
    citing.of(standing(notebook, Optional.empty()));
    assertThat(citing.citable(standing(notebook, Optional.empty()))).isSameAs(citable);

    var other = notebook.withSource(new CellId("question"), "# Another title");
    assertThat(citing.citable(standing(other, Optional.empty()))).isNotSameAs(citable);
  }

  @Test
  void whatTurnsStaleIsSaidWithTheNextOffer() throws IOException {
    var notebook = baseline();
    var fresh = citing.citable(standing(notebook, Optional.empty()));
    assertThat(fresh).noneMatch(Citable::stale);
    var scores = new CellId("scores");
    var stale = citing.citable(standing(notebook, Optional.of(scores)));
    assertThat(stale)
        .filteredOn(Citable::stale)
        .isNotEmpty()
        .allMatch(one -> one.address().startsWith("#scores?"));
    assertThat(citing.of(standing(notebook, Optional.of(scores))).values())
        .anySatisfy(numbers -> assertThat(numbers).anyMatch(one -> one.doubtful()));
    assertThat(citing.citable(standing(notebook, Optional.empty()))).isEqualTo(fresh);
  }

  private static NotebookStanding standing(Notebook notebook, Optional<CellId> stale) {
    return new NotebookStanding(
        new OpenedNotebook.Readable(notebook),
        notebook.cells().stream()
            .map(CellStanding::of)
            .map(cell ->
                stale.filter(cell.cell().id()::equals).isPresent()
                    ? cell.with(new CellState.Stale("the scores are others"), Optional.empty())
                    : cell)
            .toList());
  }

  private static Notebook baseline() throws IOException {
    var file = Path.of("experiments", "baseline", "notebook.ipynb");
    return ((NotebookFormat.Reading.Valid) NotebookFormat.read(Files.readAllBytes(file)))
        .notebook();
  }
}
