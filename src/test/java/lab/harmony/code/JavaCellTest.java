package lab.harmony.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lab.harmony.BrowserParts;
import lab.harmony.json.Json;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.execution.NotebookStandings;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Java cells of a notebook in a running lab; where the machine has a sandbox, in that.
@Tag("process")
@Tag("lab")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "harmony.worker.enabled=false",
      "harmony.code.without-sandbox=true",
      "harmony.code.heap=128"
    })
@ActiveProfiles("headless")
@DirtiesContext
class JavaCellTest {

  private static final CellId FIRST = new CellId("first");
  private static final CellId SECOND = new CellId("second");
  private static final CellId THEIRS = new CellId("theirs");

  @TempDir static Path folder;

  @Autowired Notebooks notebooks;
  @Autowired NotebookExecution execution;
  @Autowired NotebookStandings standings;
  @Autowired CellHandlers handlers;
  @Autowired People people;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var workspace = folder.resolve("workspace");
    BrowserParts.copy(Path.of("prompts"), workspace.resolve("prompts"));
    for (var slug :
        List.of("results", "stale", "endless", "wrong", "thrown", "hostile", "foreign")) {
      Files.createDirectories(notebook(slug).getParent());
      Files.writeString(
          notebook(slug),
          """
          {"cells": [
            {"cell_type": "code", "id": "first", "execution_count": null, "metadata": {"harmony": {"kind": "java"}}, "outputs": [], "source": "var kept = 41;"},
            {"cell_type": "code", "id": "second", "execution_count": null, "metadata": {"harmony": {"kind": "java"}}, "outputs": [], "source": "kept + 1"},
            {"cell_type": "code", "id": "theirs", "execution_count": 4, "metadata": {}, "outputs": [{"output_type": "stream", "name": "stdout", "text": "theirs"}], "source": "Runtime.getRuntime().halt(3);"}
          ], "metadata": {"kernelspec": {"display_name": "Java", "language": "java", "name": "java"}}, "nbformat": 4, "nbformat_minor": 5}
          """);
    }
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
  }

  private static Path notebook(String slug) {
    return folder.resolve("workspace/experiments").resolve(slug).resolve("notebook.ipynb");
  }

  private Actor owner() {
    return new Actor(people.localId());
  }

  private Cell cell(String slug, CellId id) {
    return read(slug).find(id).orElseThrow();
  }

  private Notebook read(String slug) {
    return ((OpenedNotebook.Readable) notebooks.open(new ExperimentSlug(slug))).notebook();
  }

  private CellState state(String slug, CellId id) {
    return execution.states(new ExperimentSlug(slug)).get(id);
  }

  private void edit(String slug, CellId id, String source) {
    notebooks.edit(new ExperimentSlug(slug), id, cell(slug, id).source(), source, owner());
  }

  private void run(String slug, CellId... cells) {
    finish(execution.run(new ExperimentSlug(slug), List.of(cells), owner()));
  }

  private static void finish(CompletableFuture<Void> done) {
    assertThat(done).succeedsWithin(90, TimeUnit.SECONDS);
  }

  private static String printed(List<Output> outputs) {
    return outputs.stream()
        .filter(Output.Stream.class::isInstance)
        .map(output -> ((Output.Stream) output).text())
        .collect(Collectors.joining());
  }

  @Test
  void whatACellDefinesTheNextOneHasAndItsResultIsStoredAsJupyterStoresIt() throws IOException {
    edit("results", SECOND, "System.out.print(\"one\");\ndisplay(\"two\");\nkept + 1");
    finish(execution.runAll(new ExperimentSlug("results"), owner()));

    assertThat(state("results", SECOND)).isInstanceOf(CellState.Finished.class);
    var stored = Json.object(Files.readString(notebook("results"))).path("cells").path(1);
    assertThat(stored.path("outputs").valueStream().map(it -> it.path("output_type").asString("")))
        .containsExactly("stream", "display_data", "execute_result");
    assertThat(stored.path("outputs").path(2).path("data").path("text/plain").path(0).asString(""))
        .isEqualTo("42");
    assertThat(stored.path("outputs").path(2).path("execution_count").asInt(0))
        .isEqualTo(stored.path("execution_count").asInt(-1))
        .isEqualTo(6);
    assertThat(NotebookFormat.read(Files.readAllBytes(notebook("results"))))
        .isInstanceOf(NotebookFormat.Reading.Valid.class);
    assertThat(handlers.of(cell("results", SECOND)).render(cell("results", SECOND)))
        .containsExactly(
            new Rendering.Printed("one"),
            new Rendering.Printed("two"),
            new Rendering.Printed("42"));
  }

  @Test
  void codeOfAnotherToolIsKeptAsItIsAndNeverRun() {
    var before = read("foreign").raw(THEIRS);
    finish(execution.runAll(new ExperimentSlug("foreign"), owner()));
    run("foreign", THEIRS);

    assertThat(read("foreign").raw(THEIRS)).isEqualTo(before);
    assertThat(handlers.isExecutable(cell("foreign", THEIRS))).isFalse();
  }

  @Test
  void aChangeAboveMakesACellStaleAndAChangeBelowDoesNot() {
    run("stale", FIRST, SECOND);
    assertThat(state("stale", SECOND)).isInstanceOf(CellState.Finished.class);

    edit("stale", FIRST, "var kept = 42;");
    assertThat(state("stale", FIRST))
        .isEqualTo(new CellState.Stale("its code changed since it ran"));
    assertThat(state("stale", SECOND)).isInstanceOf(CellState.Stale.class);

    finish(execution.runChanged(new ExperimentSlug("stale"), owner()));
    assertThat(state("stale", SECOND)).isInstanceOf(CellState.Finished.class);
    edit("stale", SECOND, "kept + 2");
    assertThat(state("stale", FIRST)).isInstanceOf(CellState.Finished.class);
  }

  @Test
  void aCellThatNeverEndsIsSeenWhileItRunsIsStoppedAndLeavesTheKernelAsItWas() {
    run("endless", FIRST);
    edit("endless", SECOND, "System.out.println(\"begun\"); while (true) {}");
    var slug = new ExperimentSlug("endless");
    var done = execution.run(slug, List.of(SECOND), owner());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            printed(standings.of(slug).find(SECOND).orElseThrow().outputs()).contains("begun"));
    assertThat(state("endless", SECOND)).isInstanceOf(CellState.Running.class);

    execution.stop(slug, SECOND, owner(), "");
    finish(done);

    assertThat(state("endless", SECOND))
        .isEqualTo(new CellState.Failed("the cell was stopped before it was finished"));
    assertThat(printed(cell("endless", SECOND).outputs())).startsWith("begun");
    edit("endless", SECOND, "kept");
    run("endless", SECOND);
    assertThat(state("endless", SECOND)).isInstanceOf(CellState.Finished.class);
  }

  @Test
  void codeThatIsNotWholeIsToldByLineAndCodeThatDoesNotCompileByColumn() {
    edit("wrong", FIRST, "int a = 1;\nvar b = \"open;");
    assertThat(standings.of(new ExperimentSlug("wrong")).find(FIRST).orElseThrow().problem())
        .contains("Line 2: this text does not end; it needs a second \" on its line");

    edit("wrong", FIRST, "int a = 1;\nint b = a + missing;");
    run("wrong", FIRST);

    var failure = (Output.Failure) cell("wrong", FIRST).outputs().getLast();
    assertThat(failure.name()).isEqualTo("CompileError");
    assertThat(failure.message()).startsWith("line 2, column 13: cannot find symbol");
    assertThat(failure.traceback()).endsWith("    int b = a + missing;", "                ^^^^^^^");
    assertThat(handlers.of(cell("wrong", FIRST)).render(cell("wrong", FIRST)))
        .last()
        .isInstanceOf(Rendering.Failed.class);
  }

  @Test
  void whatWasThrownSaysItsLineAndAFreshKernelSaysWhatItHasNotRun() {
    edit("thrown", SECOND, "int none = 0;\nkept / none");
    run("thrown", SECOND);
    assertThat(printed(cell("thrown", SECOND).outputs()))
        .contains("Your kernel has not run what stands above: first. Run that first, or run all.");

    run("thrown", FIRST);
    run("thrown", SECOND);

    var failure = (Output.Failure) cell("thrown", SECOND).outputs().getLast();
    assertThat(failure.name()).isEqualTo("java.lang.ArithmeticException");
    assertThat(failure.message()).isEqualTo("/ by zero (line 2)");
    assertThat(failure.traceback()).contains("  at cell second, line 2");
  }

  @Test
  void aCellThatEndsItsKernelSaysSoAndTheNextRunHasAnother() {
    edit(
        "hostile",
        SECOND,
        "Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 5);");
    run("hostile", FIRST, SECOND);
    assertThat(state("hostile", SECOND))
        .isEqualTo(
            new CellState.Failed(
                "The kernel ended by itself (exit code 5). What cells had defined is gone; run them again."));

    edit("hostile", SECOND, "kept");
    finish(execution.runAll(new ExperimentSlug("hostile"), owner()));
    assertThat(state("hostile", SECOND)).isInstanceOf(CellState.Finished.class);
  }
}
