package lab.harmony.notebooks.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.results.Rendering;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CellHandlersTest {
  private static final CellHandlers KINDS =
      new CellHandlers(
          List.of(
              new TextCells.Prose(),
              new TextCells.Finding(),
              new TextCells.Code(),
              new TextCells.Raw()));

  @Test
  void aKindThatNobodyKnowsIsKeptAndTreatedAsItsType() {
    var text =
        """
        {"cells": [
          {"cell_type": "code", "id": "one", "execution_count": 4, "metadata": {"harmony": {"kind": "kernel"}},
           "outputs": [{"name": "stdout", "output_type": "stream", "text": ["42\\n"]}], "source": "print(42)"},
          {"cell_type": "markdown", "id": "two", "metadata": {"harmony": {"kind": "run"}}, "source": "words"}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """;
    var notebook = ((NotebookFormat.Reading.Valid) NotebookFormat.read(text)).notebook();
    var kernel = notebook.cells().getFirst();

    assertThat(kernel.kind().word()).isEqualTo("kernel");
    assertThat(KINDS.isExecutable(kernel)).isFalse();
    assertThat(KINDS.of(kernel).render(kernel))
        .containsExactly(new Rendering.Source("print(42)"), new Rendering.Printed("42\n"));
    assertThat(notebook.withSource(kernel.id(), "print(43)").text())
        .contains("\"kind\": \"kernel\"");
    assertThat(KINDS.of(notebook.cells().getLast()).kind()).isEqualTo(CellKind.MARKDOWN);
  }

  @Test
  void twoHandlersForOneKindAreRefused() {
    assertThatThrownBy(() -> new CellHandlers(List.of(new TextCells.Code(), new TextCells.Code())))
        .hasMessage("Two handlers are for cells of the kind \"code\".");
  }
}
