package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.Renderings;
import lab.harmony.notebooks.results.StoredRows;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.reports.Reports;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Cells that ask in SQL, in a lab with one experiment of 48 pictures that the machine judge has
/// read.
@Tag("process")
@DirtiesContext
class SqlCellViewTest extends ViewLab {

  private static final CellId ASKED = new CellId("asked");
  private static Path workspace = Path.of(".");

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var root = folder("harmony-sql");
    workspace = root.resolve("workspace");
    BrowserParts.copy(Path.of("prompts"), workspace.resolve("prompts"));
    DrawnExperiment.of("drawn", "doodle-base", 42).write(workspace);
    for (var slug : new String[] {"tables", "files", "many", "wrong", "published", "endless"}) {
      var file = workspace.resolve("experiments").resolve(slug).resolve("notebook.ipynb");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          """
          {"cells": [
            {"cell_type": "markdown", "id": "opening", "metadata": {}, "source": "# Asked"},
            {"cell_type": "code", "id": "asked", "execution_count": null, "metadata": {"harmony": {"kind": "sql"}}, "outputs": [], "source": "select 1"}
          ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
          """);
    }
    Files.writeString(
        workspace.resolve("experiments/files/numbers.csv"), "name,n\nhappy,1\nsad,2\n");
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> root.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.person", () -> "Ada");
  }

  @Autowired Notebooks notebooks;
  @Autowired NotebookExecution execution;
  @Autowired Reports reports;

  @Test
  void theTablesOfTheLabAreAsked() {
    open("experiments/tables");
    awaitShown("Not run yet: Shift Enter answers the query.", "SQL");

    ask(
        "tables",
        """
        select i.experiment, s.source, s.scored_by, count(*) as n, min(s.points) as least, max(r.images) as images
        from images i join scores s using (image) join runs r on r.run = i.run
        group by all
        """);

    awaitShown("drawn", "machine", "48", "1 row", "Reads scores, images, runs");
    assertThat(rows("tables").rows().getFirst().subList(0, 2)).containsExactly("drawn", "machine");
    assertThat(rows("tables").rows().getFirst().get(3)).isEqualTo("48");
    ask("tables", "select count(*) from trainings");
    assertThat(rows("tables").rows().getFirst()).containsExactly("0");
  }

  @Test
  void anAnswerIsStaleOnceAFileThatItReadsIsAnother() throws IOException {
    ask("files", "select sum(n) as n from 'experiments/files/numbers.csv'");
    assertThat(rows("files").rows().getFirst()).containsExactly("3");
    assertThat(state("files")).isInstanceOf(CellState.Finished.class);

    Files.writeString(
        workspace.resolve("experiments/files/numbers.csv"), "name,n\nhappy,10\nsad,20\n");

    assertThat(state("files"))
        .isEqualTo(new CellState.Stale("a file that it reads changed since it ran"));
    ask("files", cell("files").source());
    assertThat(rows("files").rows().getFirst()).containsExactly("30");
    edit("files", "select avg(n) as n from 'experiments/files/numbers.csv'");
    assertThat(state("files")).isEqualTo(new CellState.Stale("the query changed since it ran"));
  }

  @Test
  void manyRowsAreTurnedSortedAndNarrowed() {
    ask("many", "select range as n, 'row ' || range as words from range(2000)");
    open("experiments/many");
    awaitShown("1 to 25 of the first 1,000 of 2,000 rows", "row 24");
    assertThat(shown()).doesNotContain("row 25", "Rows before");

    press("Rows after");
    awaitShown("26 to 50 of the first 1,000 of 2,000 rows", "row 49");
    sort("n");
    awaitShown("1 to 25", "row 24");
    sort("n");
    awaitShown("1 to 25", "row 999");
    find(TextField.class)
        .withCondition(it -> it.getPlaceholder().equals("Rows with these words"))
        .first()
        .setValue("row 77");
    awaitShown("11 of the first 1,000 of 2,000 rows", "row 779");
  }

  @Test
  void aMistakeIsSaidWithItsPlace() {
    ask("wrong", "select *\nfrom nosuch");
    open("experiments/wrong");
    awaitShown("Line 2: Table with name nosuch does not exist!", "(column 6)");
    ask("wrong", "drop table scores");
    awaitShown("only a query can be answered");
    edit("wrong", " ");
    awaitShown("need a query, got nothing");
  }

  @Test
  void anAnswerStandsInAReport() {
    ask("published", "select '<b>' as words, 7 as n");
    var slug = new ExperimentSlug("published");
    var notebook = ((OpenedNotebook.Readable) notebooks.open(slug)).notebook();

    assertThat(reports.page(slug, notebook, by("Ada"))).contains("&lt;b&gt;", "1 row");
  }

  @Test
  void aQueryWithoutEndIsStopped() {
    edit(
        "endless",
        "select count(*) from range(1000000000) a, range(1000000000) b where a.range % 7 = b.range % 11");
    var slug = new ExperimentSlug("endless");
    var done = execution.runChanged(slug, by("Ada"));
    Awaitility.await().until(() -> state("endless").busy());

    execution.stop(slug, ASKED, by("Ada"), "");

    assertThat(done).succeedsWithin(Duration.ofSeconds(30));
    assertThat(state("endless")).isInstanceOf(CellState.Failed.class);
  }

  private void sort(String column) {
    click(find(NativeButton.class).withText(column).first());
  }

  private StoredRows rows(String slug) {
    return Renderings.of(cell(slug)).stream()
        .filter(Rendering.Rows.class::isInstance)
        .map(Rendering.Rows.class::cast)
        .map(Rendering.Rows::rows)
        .findFirst()
        .orElseThrow(() -> new AssertionError(cell(slug).outputs().toString()));
  }

  private void ask(String slug, String query) {
    edit(slug, query);
    execution
        .run(new ExperimentSlug(slug), List.of(ASKED), by("Ada"))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  private void edit(String slug, String source) {
    notebooks.edit(new ExperimentSlug(slug), ASKED, cell(slug).source(), source, by("Ada"));
  }

  private CellState state(String slug) {
    return Objects.requireNonNull(execution.states(new ExperimentSlug(slug)).get(ASKED));
  }

  private Cell cell(String slug) {
    return ((OpenedNotebook.Readable) notebooks.open(new ExperimentSlug(slug)))
        .notebook()
        .find(ASKED)
        .orElseThrow();
  }
}
