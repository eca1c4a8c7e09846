package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lab.harmony.counting.CountingCell;
import lab.harmony.counting.CountingView;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.citations.Citations;
import lab.harmony.notebooks.citations.CitedNumber;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.reports.Reports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A kind of cell that the lab does not know: all of it lies in `lab.harmony.counting`, and its two
/// beans are all that tells the lab of it.
@Tag("unit")
@DirtiesContext
@Import({CountingCell.class, CountingView.class})
class CountingCellViewTest extends ViewLab {
  private static final CellId COUNT = new CellId("count");

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var root = folder("harmony-counting");
    var workspace = root.resolve("workspace");
    BrowserParts.copy(java.nio.file.Path.of("prompts"), workspace.resolve("prompts"));
    for (var slug :
        new String[] {"wrong", "works", "stopped", "stale", "published", "earlier", "cited"}) {
      var file = workspace.resolve("experiments").resolve(slug).resolve("notebook.ipynb");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          """
          {"cells": [
            {"cell_type": "markdown", "id": "opening", "metadata": {}, "source": "# How many?"},
            {"cell_type": "code", "id": "count", "execution_count": null, "metadata": {"harmony": {"kind": "counting"}, "theirs": 7}, "outputs": [], "source": "to: 3\\nof: eyes\\n"}
          ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
          """);
    }
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> root.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.person", () -> "Ada");
  }

  @Autowired CountingCell counting;
  @Autowired Notebooks notebooks;
  @Autowired NotebookExecution execution;
  @Autowired Reports reports;
  @Autowired CellHandlers handlers;

  @BeforeEach
  void nothingMayBeCounted() {
    counting.steps.drainPermits();
    counting.start.set(0);
  }

  @Test
  void aWrongSourceIsAProblemWithItsLine() {
    open("experiments/wrong");
    awaitShown("Not run yet: Shift Enter counts.", "Counting");
    edit("wrong", "to: 3\nof: nothing\n");
    awaitShown("Line 2: \"of\" needs something to count");
    edit("wrong", "too: 3\n");
    awaitShown("Line 1: unknown setting \"too\"; there are: to, of");
  }

  @Test
  void whatItShowsWhileItWorksIsSeenAndThenItsResultInItsOwnForm() {
    open("experiments/works");
    awaitShown("Not run yet: Shift Enter counts.");
    press("Run all");
    counting.steps.release(2);
    awaitShown("1 eyes 2 eyes");
    assertThat(shown()).doesNotContain("3 eyes");
    assertThat(state("works"))
        .isEqualTo(new CellState.Running(2, 3, 2 / 3.0, java.util.Optional.empty()));
    assertThat(cell("works").outputs()).as("nothing is stored before the end").isEmpty();

    counting.steps.release();
    awaitShown("3 eyes from 1: ▮▮▮");
    assertThat(cell("works").executionCount()).isEqualTo(1);
  }

  @Test
  void whatItHadBeforeIsShownByItsKindAndCellsWithoutThatHaveNoControlForIt() {
    open("experiments/earlier");
    awaitShown("Not run yet: Shift Enter counts.");
    assertThat(cells("data-earlier")).containsExactly("count");
    tellCell("runs", "opening");
    tellCell("runs", "count");
    assertThat(shown()).containsOnlyOnce("Counted before in count");
    count("earlier");
    awaitShown("Counted again");
    tellCell("runs", "count");
    assertThat(shown()).doesNotContain("Counted again");
  }

  private List<String> cells(String attribute) {
    return elements("div").stream()
        .filter(part -> part.hasAttribute("data-cell") && part.hasAttribute(attribute))
        .map(part -> part.getAttribute("data-cell"))
        .toList();
  }

  private void tellCell(String command, String cell) {
    tell(
        elements("harmony-notebook").getFirst(),
        "notebook-command",
        "{\"command\": \"%s\", \"cell\": \"%s\", \"value\": \"\"}".formatted(command, cell));
  }

  @Test
  void aStoppedCellKeepsWhatItShowed() {
    open("experiments/stopped");
    var done = execution.run(new ExperimentSlug("stopped"), List.of(COUNT), by("Ada"));
    counting.steps.release();
    awaitShown("1 eyes");
    execution.stop(new ExperimentSlug("stopped"), COUNT, by("Ada"), "");
    done.orTimeout(30, TimeUnit.SECONDS).join();

    assertThat(state("stopped"))
        .isEqualTo(new CellState.Failed("the cell was stopped before it was finished"));
    assertThat(cell("stopped").outputs().getFirst())
        .isEqualTo(new Output.Stream("stdout", "1 eyes\n"));
    awaitShown("1 eyes", "the cell was stopped before it was finished");
  }

  @Test
  void itIsStaleWhenWhatItRestsOnIsAnother() {
    count("stale");
    assertThat(state("stale")).isInstanceOf(CellState.Finished.class);
    counting.start.set(5);
    assertThat(state("stale")).isEqualTo(new CellState.Stale("the start changed since it ran"));
    count("stale");
    assertThat(state("stale")).isInstanceOf(CellState.Finished.class);
    edit("stale", "to: 4\n");
    assertThat(state("stale")).isEqualTo(new CellState.Stale("its settings changed since it ran"));
    edit("stale", "to: 0\n");
    assertThat(state("stale")).isInstanceOf(CellState.Stale.class);
  }

  @Test
  void itStandsInAReportInAnExportAndInTheFile() {
    var slug = new ExperimentSlug("published");
    assertThat(reports.page(slug, notebook("published"), by("Ada")))
        .contains("this counting cell was not run");
    count("published");

    assertThat(reports.page(slug, notebook("published"), by("Ada")))
        .contains("<strong>3 eyes from 1</strong> counted");
    var text = notebook("published").text();
    assertThat(text).contains("application/vnd.counting+json", "3 eyes from 1", "\"theirs\": 7");
    assertThat(NotebookFormat.read(text)).isInstanceOf(NotebookFormat.Reading.Valid.class);
    assertThat(cell("published").flaw()).isEmpty();
  }

  @Test
  void aTextCitesTheNumberThatItTellsAndSaysWhenThatIsAnother() {
    count("cited");
    assertThat(new Citations(notebook("cited"), handlers).offers(cell("cited")))
        .singleElement()
        .satisfies(offer -> {
          assertThat(offer.label()).isEqualTo("3 eyes from 1");
          assertThat(offer.markdown()).isEqualTo("[3](#count?counted&of=eyes) eyes were counted");
        });
    var text =
        "[3](#count?counted&of=eyes) [4](#count?counted&of=eyes) [3](#count?counted&of=mouths)"
            + " [3](#count?rate)";
    assertThat(cited(text))
        .extracting(CitedNumber::state)
        .containsExactly(
            CitedNumber.State.SAME,
            CitedNumber.State.DIFFERS,
            CitedNumber.State.LOST,
            CitedNumber.State.LOST);

    edit("cited", "to: 4\nof: eyes\n");
    counting.steps.release();
    count("cited");
    assertThat(cited(text).getFirst().state()).isEqualTo(CitedNumber.State.DIFFERS);
    assertThat(cited(text).getFirst().now()).isEqualTo("4");
  }

  private List<CitedNumber> cited(String text) {
    var id = new CellId("text");
    var notebook = notebook("cited").withCell(0, Cell.blank(id, CellKind.FINDING, text));
    return Objects.requireNonNull(new Citations(notebook, handlers).all(Set.of()).get(id));
  }

  private void count(String slug) {
    counting.steps.release(3);
    execution
        .runChanged(new ExperimentSlug(slug), by("Ada"))
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  private void edit(String slug, String source) {
    notebooks.edit(new ExperimentSlug(slug), COUNT, cell(slug).source(), source, by("Ada"));
  }

  private CellState state(String slug) {
    return Objects.requireNonNull(execution.states(new ExperimentSlug(slug)).get(COUNT));
  }

  private Cell cell(String slug) {
    return notebook(slug).find(COUNT).orElseThrow();
  }

  private Notebook notebook(String slug) {
    return ((OpenedNotebook.Readable) notebooks.open(new ExperimentSlug(slug))).notebook();
  }
}
