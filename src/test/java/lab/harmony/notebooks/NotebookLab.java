package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.sources.RunCells;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/// Notebooks with results in a lab that makes no pictures; each test changes experiments of its
/// own. One lab serves the tests of all classes.
@Tag("lab")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("headless")
@Import(NotebookLab.Parts.class)
abstract class NotebookLab {
  static final CellId GENERATE = new CellId("generate");
  static final CellId TABLE = new CellId("table");
  static final CellId HEAT = new CellId("heat");
  static final CellId PEOPLE = new CellId("people");
  static final CellId SHEET = new CellId("sheet");

  private static final Path FOLDER = folder();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    for (var slug :
        List.of(
            "whole",
            "stale",
            "source",
            "submitted",
            "wrong",
            "options",
            "hostile",
            "again",
            "repeated",
            "runs")) {
      SampleExperiment.write(FOLDER.resolve("workspace"), slug);
    }
    SampleExperiment.writeEarlierRun(FOLDER.resolve("workspace"), "runs");
    registry.add("harmony.workspace", () -> FOLDER.resolve("workspace").toString());
    registry.add("harmony.data", () -> FOLDER.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
  }

  /// Gone when all tests are done, as the lab is that uses it.
  private static Path folder() {
    try {
      var folder = Files.createTempDirectory("harmony-notebooks");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Autowired People people;

  /// Somebody of this lab.
  Actor by(String name) {
    return Somebody.of(people, name);
  }

  @Autowired Notebooks notebooks;
  @Autowired NotebookExecution execution;
  @Autowired RunQueue runs;
  @Autowired Scores scores;

  Optional<String> problem(ExperimentSlug slug, Cell cell) {
    return execution.problem(new CellContext(slug, notebook(slug), cell));
  }

  void undo(ExperimentSlug slug) {
    assertThat(notebooks.undo(slug, by("Ada"), id -> state(slug, id).busy()))
        .hasValueSatisfying(edit -> assertThat(edit).isInstanceOf(Edit.Saved.class));
  }

  void score(RunImage image, boolean holds) {
    scores.record(image, Mark.of(new Checklist(holds, holds, holds), false, ""), by("Ada"));
  }

  void edit(ExperimentSlug slug, CellId id, String source) {
    assertThat(notebooks.edit(slug, id, cell(slug, id).source(), source, by("Ada")))
        .isInstanceOf(Edit.Saved.class);
  }

  Notebook notebook(ExperimentSlug slug) {
    return ((OpenedNotebook.Readable) notebooks.open(slug)).notebook();
  }

  Cell cell(ExperimentSlug slug, CellId id) {
    return notebook(slug).find(id).orElseThrow();
  }

  RunId runId(ExperimentSlug slug) {
    return RunCells.run(cell(slug, GENERATE)).orElseThrow();
  }

  CellState state(ExperimentSlug slug, CellId id) {
    return execution.states(slug).get(id);
  }

  static void finish(CompletableFuture<Void> done) {
    done.orTimeout(60, TimeUnit.SECONDS).join();
  }

  static void awaitThat(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  /// What everybody who is told of a change finds.
  static final class Witness {
    private final ObjectProvider<NotebookExecution> execution;
    private final List<Map.Entry<ExperimentSlug, Map<CellId, CellState>>> seen =
        new CopyOnWriteArrayList<>();

    Witness(ObjectProvider<NotebookExecution> execution) {
      this.execution = execution;
    }

    @EventListener
    void changed(NotebookChanged event) {
      execution.ifAvailable(
          now -> seen.add(Map.entry(event.experiment(), now.states(event.experiment()))));
    }

    void forget() {
      seen.clear();
    }

    List<String> seen(ExperimentSlug slug, CellId cell) {
      return seen.stream()
          .filter(entry -> entry.getKey().equals(slug))
          .map(entry -> entry.getValue().get(cell).word())
          .toList();
    }
  }

  @TestConfiguration
  static class Parts {
    @Bean
    Witness witness(ObjectProvider<NotebookExecution> execution) {
      return new Witness(execution);
    }

    @Bean
    @Primary
    ModelCatalogue oneModel() {
      var model =
          new Model(
              new ModelName(SampleExperiment.MODEL), FOLDER, SampleExperiment.HASH, "a model", 128);
      return new ModelCatalogue() {
        @Override
        public List<Model> list() {
          return List.of(model);
        }

        @Override
        public Optional<Model> find(ModelName name) {
          return list().stream().filter(known -> known.name().equals(name)).findFirst();
        }

        @Override
        public Model judge() {
          return model;
        }
      };
    }
  }
}
