package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.citations.Citations;
import lab.harmony.notebooks.citations.CitedNumber;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.FileProblems;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What was sealed by a lab of before is taken by this one as it is.
@Tag("unit")
@Tag("lab")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
class ShippedNotebooksTest {

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    copy(Path.of("experiments"), workspace().resolve("experiments"));
    copy(Path.of("prompts"), workspace().resolve("prompts"));
    registry.add("harmony.workspace", () -> workspace().toString());
    registry.add("harmony.data", () -> folder.resolve("data").toString());
  }

  @Autowired RunQueue runs;
  @Autowired NotebookFiles files;
  @Autowired NotebookExecution execution;
  @Autowired FileProblems problems;
  @Autowired CellHandlers handlers;

  @Test
  void everySealedRunIsTaken() throws IOException {
    assertThat(runs.list(RunFilter.ALL, 0, 1000))
        .extracting(run -> run.experiment() + "/runs/" + run.id().value())
        .containsExactlyInAnyOrderElementsOf(manifests());
    assertThat(problems.lines(FileProblems.Area.values())).isEmpty();
  }

  @Test
  void noCellOfANotebookIsStale() {
    var executed = new ArrayList<String>();
    var others = new LinkedHashMap<String, CellState>();
    for (var slug : files.list()) {
      if (files.open(slug) instanceof OpenedNotebook.Readable(var notebook)) {
        var states = execution.states(slug, notebook);
        for (var cell : notebook.cells()) {
          if (Execution.of(cell).isPresent()) {
            var name = slug + "/" + cell.id();
            executed.add(name);
            var state = states.get(cell.id());
            if (!(state instanceof CellState.Finished)) {
              others.put(name, state);
            }
          }
        }
      }
    }
    assertThat(executed)
        .contains("baseline/generate", "comparison/pairs", "comparison/better", "lora-v1/scores");
    assertThat(others).isEmpty();
  }

  @Test
  void everyNumberThatAFindingCitesIsWhatItsResultSays() {
    assertThat(files.list()).isNotEmpty();
    for (var slug : files.list()) {
      if (files.open(slug) instanceof OpenedNotebook.Readable(var notebook)) {
        var cited = new Citations(notebook, handlers).all(Set.of());
        var numbers = cited.values().stream().flatMap(List::stream).toList();
        assertThat(numbers).as(slug.value()).hasSizeGreaterThan(6);
        assertThat(numbers)
            .allSatisfy(
                it -> assertThat(it.state()).as(it.sentence()).isEqualTo(CitedNumber.State.SAME));
      }
    }
  }

  private static List<String> manifests() throws IOException {
    var experiments = workspace().resolve("experiments");
    try (var all = Files.walk(experiments)) {
      return all.filter(file -> file.endsWith("run.json"))
          .map(file -> experiments.relativize(file.resolveSibling("")).toString())
          .toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> {
            try {
              var target = to.resolve(from.relativize(file).toString());
              Files.createDirectories(target.getParent());
              Files.copy(file, target);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static Path workspace() {
    return folder.resolve("workspace");
  }
}
