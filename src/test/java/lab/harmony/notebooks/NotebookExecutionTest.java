package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.results.OutputTypes;
import lab.harmony.notebooks.sources.CellRun;
import lab.harmony.notebooks.sources.CellRuns;
import lab.harmony.notebooks.sources.RunCells;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.review.Checklist;
import lab.harmony.review.Mark;
import lab.harmony.review.Scores;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("headless")
@Tag("unit")
class NotebookExecutionTest {
  private static final CellId GENERATE = new CellId("generate");
  private static final CellId TABLE = new CellId("table");
  private static final CellId HEAT = new CellId("heat");
  private static final CellId PEOPLE = new CellId("people");
  private static final CellId SHEET = new CellId("sheet");

  @TempDir static Path folder;

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
      SampleExperiment.write(folder.resolve("workspace"), slug);
    }
    SampleExperiment.writeEarlierRun(folder.resolve("workspace"), "runs");
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
  }

  @Autowired Notebooks notebooks;
  @Autowired NotebookExecution execution;
  @Autowired Experiments experiments;
  @Autowired RunQueue runs;
  @Autowired Scores scores;
  @Autowired CellRuns cellRuns;
  @Autowired ExperimentKeeping keeping;
  @Autowired Witness witness;

  @Test
  void aRunThatEndedWhileTheLabWasDownGetsItsResultAtTheStart() {
    var slug = new ExperimentSlug("whole");
    assertThat(state(slug, GENERATE)).isInstanceOf(CellState.Finished.class);
    var output = (Output.Display) cell(slug, GENERATE).outputs().getFirst();
    assertThat(output.json(OutputTypes.RUN).orElseThrow().path("images")).hasSize(48);
    assertThat(output.text("image/png")).isPresent();
    assertThat(NotebookFormat.read(notebook(slug).bytes()))
        .isInstanceOf(NotebookFormat.Reading.Valid.class);
  }

  @Test
  void whatChangedIsExecutedInOrderUntilACellFails() {
    var slug = new ExperimentSlug("whole");
    finish(execution.runChanged(slug, "Ada"));

    assertThat(state(slug, TABLE)).isInstanceOf(CellState.Finished.class);
    assertThat(state(slug, HEAT)).isInstanceOf(CellState.Finished.class);
    assertThat(cell(slug, TABLE).executionCount()).isEqualTo(2);
    assertThat(cell(slug, HEAT).executionCount()).isEqualTo(3);
    assertThat(
            ((Output.Display) cell(slug, HEAT).outputs().getFirst())
                .text("image/svg+xml")
                .orElseThrow())
        .startsWith("<svg");
    assertThat(state(slug, PEOPLE))
        .isEqualTo(
            new CellState.Failed(
                "None of the 48 images is scored yet. Review them, or write \"scores: machine\" to"
                    + " see the machine's verdicts."));
    assertThat(state(slug, SHEET)).isInstanceOf(CellState.Idle.class);
    assertThat(NotebookFormat.read(notebook(slug).bytes()))
        .isInstanceOf(NotebookFormat.Reading.Valid.class);
  }

  @Test
  void scoresMakeTheCellsThatShowThemStaleAndRunWhatChangedHeals() {
    var slug = new ExperimentSlug("stale");
    var image =
        runs.images(new RunId(runs.images(runId(slug)).getFirst().id().run().value())).getFirst();
    score(image, true);
    finish(execution.run(slug, List.of(PEOPLE, SHEET), "Ada"));
    assertThat(state(slug, PEOPLE)).isInstanceOf(CellState.Finished.class);

    score(image, false);
    assertThat(state(slug, PEOPLE))
        .isEqualTo(new CellState.Stale("scores were added or corrected since it ran"));
    assertThat(state(slug, GENERATE)).isInstanceOf(CellState.Finished.class);

    finish(execution.runChanged(slug, "Ada"));
    assertThat(execution.states(slug).values()).noneMatch(CellState.Stale.class::isInstance);
  }

  @Test
  void aChangedSettingMakesTheRunAndEverythingThatShowsItStale() {
    var slug = new ExperimentSlug("source");
    finish(execution.run(slug, List.of(HEAT), "Ada"));
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE + "# only a remark\n");
    assertThat(state(slug, GENERATE)).isInstanceOf(CellState.Finished.class);

    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE.replace("20", "21"));
    assertThat(state(slug, GENERATE))
        .isEqualTo(new CellState.Stale("its settings changed since it ran"));
    assertThat(state(slug, HEAT))
        .isEqualTo(new CellState.Stale("the run source/generate is stale"));

    edit(slug, GENERATE, "model: tiny\nsteps: many\n");
    assertThat(state(slug, GENERATE))
        .isEqualTo(
            new CellState.Stale(
                "its source cannot be executed any more: Line 2: \"steps\" needs a whole number,"
                    + " got \"many\""));
  }

  @Test
  void aRunCellAsksForMoreThanTheUsual() {
    var slug = new ExperimentSlug("options");
    var start = runs.images(runId(new ExperimentSlug("whole"))).getFirst();
    edit(
        slug,
        GENERATE,
        SampleExperiment.RUN_SOURCE
            + "clip_skip: 2\nprecision: bfloat16\nprediction: velocity\nstart: %s\nstrength: 0.5\n"
                .formatted(start.id()));
    var done = execution.run(slug, List.of(GENERATE), "Ada");
    await(() -> state(slug, GENERATE) instanceof CellState.Queued);
    var spec = runs.find(runId(slug)).orElseThrow().spec();
    assertThat(spec.recipe().facts())
        .extracting(fact -> fact.name() + " " + fact.text())
        .contains(
            "prediction velocity",
            "precision bfloat16",
            "clip skip 2",
            "start picture %s at strength 0.5".formatted(start.id()));
    assertThat(spec.recipe().start().orElseThrow().sha256()).isEqualTo(start.sha256());
    execution.stop(slug, GENERATE);
    finish(done);

    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE + "strength: 0.5\n");
    assertThat(problem(slug, cell(slug, GENERATE)).orElseThrow())
        .contains("\"strength\" belongs to \"start\"");
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE + "vae: better\n");
    assertThat(problem(slug, cell(slug, GENERATE)).orElseThrow())
        .contains("no autoencoder \"better\"");
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE + "start: nowhere\n");
    assertThat(problem(slug, cell(slug, GENERATE)).orElseThrow())
        .contains("\"start\" needs a picture");
  }

  @Test
  void aRunCellSubmitsAndFollowsItsRun() {
    var slug = new ExperimentSlug("submitted");
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE.replace("42", "43"));
    var done = execution.run(slug, List.of(GENERATE, HEAT), "Ada");
    await(() -> state(slug, GENERATE) instanceof CellState.Queued);
    assertThat(state(slug, HEAT)).isInstanceOf(CellState.Waiting.class);
    assertThat(cell(slug, GENERATE).outputs()).isEmpty();

    execution.stop(slug, GENERATE);
    finish(done);
    assertThat(state(slug, GENERATE))
        .isEqualTo(new CellState.Failed("the run was cancelled after 0 of 48 images"));
    assertThat(state(slug, HEAT)).isInstanceOf(CellState.Idle.class);

    var first = runId(slug);
    var again = execution.run(slug, List.of(GENERATE), "Ada");
    await(() -> state(slug, GENERATE) instanceof CellState.Queued);
    assertThat(runId(slug)).as("an unfinished run with the same inputs continues").isEqualTo(first);
    execution.stop(slug, GENERATE);
    finish(again);
  }

  @Test
  void aCellThatRunsAgainIsNeverSaidToHaveFinishedBefore() {
    var slug = new ExperimentSlug("repeated");
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE.replace("42", "45"));
    witness.forget();
    var done = execution.run(slug, List.of(GENERATE), "Ada");
    await(() -> state(slug, GENERATE) instanceof CellState.Queued);
    assertThat(witness.seen(slug, GENERATE)).isNotEmpty().containsOnly("queued");
    execution.stop(slug, GENERATE);
    finish(done);
  }

  @Test
  void theResultFromBeforeComesBackWhenACellRanAgain() {
    var slug = new ExperimentSlug("again");
    finish(execution.run(slug, List.of(HEAT), "Ada"));
    var before = cell(slug, HEAT);
    edit(slug, HEAT, "figure: verdicts\nscores: machine\n");
    finish(execution.run(slug, List.of(HEAT), "Ada"));
    assertThat(notebooks.undoable(slug, "Ada")).contains("result of a cell");

    undo(slug);
    assertThat(cell(slug, HEAT).outputs()).isEqualTo(before.outputs());
    assertThat(cell(slug, HEAT).source()).startsWith("figure: verdicts");
    assertThat(state(slug, HEAT))
        .isEqualTo(new CellState.Stale("its settings changed since it ran"));
    undo(slug);
    assertThat(cell(slug, HEAT)).isEqualTo(before);
    assertThat(state(slug, HEAT)).isInstanceOf(CellState.Finished.class);
  }

  @Test
  void aCellListsItsRunsWithWhatDiffersAndWhoJudgedThem() {
    var slug = new ExperimentSlug("runs");
    score(runs.images(runId(slug)).getFirst(), true);
    var all = cellRuns.of(slug, GENERATE);

    assertThat(all).extracting(CellRun::shown).containsExactly(true, false);
    var shown = all.getFirst();
    assertThat(shown.differences()).isEmpty();
    assertThat(shown.people().sentence()).startsWith("100 % (3 of 3 points, n = 1 image,");
    assertThat(shown.machine().images()).isEqualTo(48);
    assertThat(shown.judge()).contains(SampleExperiment.MODEL);
    var earlier = all.getLast();
    assertThat(earlier.run().id().value()).isEqualTo("r261119-200000-runs");
    assertThat(earlier.images()).hasSize(48);
    assertThat(earlier.differences())
        .extracting(it -> it.field() + " " + it.before() + " " + it.now())
        .containsExactly("steps 20 30");
    assertThat(earlier.people().images()).as("nobody scored them").isZero();
    assertThat(earlier.machine().points()).isLessThan(shown.machine().points());
    assertThat(cellRuns.of(slug, TABLE)).isEmpty();
  }

  @Test
  void anEarlierRunIsShownAgainWithAllThatFollowsAndCanBeTakenBack() {
    var slug = new ExperimentSlug("runs");
    finish(execution.run(slug, List.of(HEAT), "Ada"));
    var before = cell(slug, GENERATE);
    var earlier = new RunId("r261119-200000-runs");

    assertThat(cellRuns.show(slug, GENERATE, earlier, "Ada")).isInstanceOf(Edit.Saved.class);
    assertThat(runId(slug)).isEqualTo(earlier);
    assertThat(state(slug, GENERATE))
        .as("it was made with other settings than the cell has")
        .isEqualTo(new CellState.Stale("its settings changed since it ran"));
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE.replace("20", "30"));
    assertThat(state(slug, GENERATE)).isInstanceOf(CellState.Finished.class);
    assertThat(state(slug, HEAT))
        .isEqualTo(new CellState.Stale("the pictures changed since it ran"));
    var output = (Output.Display) cell(slug, GENERATE).outputs().getFirst();
    assertThat(output.json(OutputTypes.RUN).orElseThrow().path("run").asString(""))
        .isEqualTo(earlier.value());

    undo(slug);
    undo(slug);
    assertThat(cell(slug, GENERATE)).isEqualTo(before);
    assertThat(state(slug, HEAT)).isInstanceOf(CellState.Finished.class);
    assertThat(cellRuns.show(slug, GENERATE, new RunId("r261119-200000-none0"), "Ada"))
        .isInstanceOf(Edit.Refused.class);
  }

  @Test
  void theRunFromBeforeComesBackAndTheNewOneStaysInTheLab() {
    var slug = new ExperimentSlug("again");
    var first = cell(slug, GENERATE);
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE.replace("42", "44"));
    var done = execution.run(slug, List.of(GENERATE), "Ada");
    await(() -> state(slug, GENERATE) instanceof CellState.Queued);
    var second = runId(slug);
    assertThat(notebooks.undo(slug, "Ada", id -> state(slug, id).busy()))
        .as("not while it runs")
        .hasValueSatisfying(edit -> assertThat(edit).isInstanceOf(Edit.Refused.class));
    execution.stop(slug, GENERATE);
    finish(done);

    undo(slug);
    undo(slug);
    assertThat(cell(slug, GENERATE)).isEqualTo(first);
    assertThat(state(slug, GENERATE)).isInstanceOf(CellState.Finished.class);
    assertThat(runs.find(second)).isPresent();
    notebooks.redo(slug, "Ada", id -> false);
    notebooks.redo(slug, "Ada", id -> false);
    assertThat(runId(slug)).isEqualTo(second);
    undo(slug);
    undo(slug);
  }

  private Optional<String> problem(ExperimentSlug slug, Cell cell) {
    return execution.problem(new CellContext(slug, notebook(slug), cell));
  }

  private void undo(ExperimentSlug slug) {
    assertThat(notebooks.undo(slug, "Ada", id -> state(slug, id).busy()))
        .hasValueSatisfying(edit -> assertThat(edit).isInstanceOf(Edit.Saved.class));
  }

  @Test
  void aSourceThatCannotBeExecutedSaysWhereAndWhatWasExpected() {
    var slug = new ExperimentSlug("wrong");
    assertThat(failure(slug, "model: doodle-bass\n"))
        .isEqualTo("Line 1: there is no model \"doodle-bass\"; there are: tiny");
    assertThat(failure(slug, "model: tiny\ncfg: 7\n"))
        .startsWith("Line 2: unknown setting \"cfg\"; there are: model");
    assertThat(failure(slug, "model: tiny\nemotions: [happy, smug]\n"))
        .startsWith("Line 2: there is no emotion \"smug\"");
    assertThat(failure(slug, "model: tiny\nsampler: ddpm\n"))
        .startsWith("Line 2: there is no sampler \"ddpm\"");
    assertThat(failure(slug, "model: tiny\nwidth: 100\n")).contains("multiple of 8");
    assertThat(failure(slug, "model: [")).startsWith("Line 1: this is not YAML");
    assertThat(failure(slug, "")).contains("\"model\" is missing");
  }

  @Test
  void aHostileSourceIsAProblemOfItsCellAloneAndCanBeCorrected() {
    var slug = new ExperimentSlug("hostile");
    var many =
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj(i -> "%.2f".formatted(1 + i / 100.0))
            .collect(java.util.stream.Collectors.joining(","));
    var seeds =
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj(String::valueOf)
            .collect(java.util.stream.Collectors.joining(","));
    for (var source :
        List.of(
            "model: tiny\ncfg_scales: [" + many + "]\nseeds: [" + seeds + "]",
            "a: &a [x,x]\nb: &b [*a,*a]\nmodel: *b",
            "a: &a [*a]",
            "model: " + "[".repeat(50) + "]".repeat(50),
            "model: a\u0007",
            "model: \ud800",
            "x".repeat(3_000_000))) {
      edit(slug, GENERATE, source);
      assertThat(problem(slug, cell(slug, GENERATE))).isPresent();
      assertThat(execution.notes(new CellContext(slug, notebook(slug), cell(slug, GENERATE))))
          .isEmpty();
      assertThat(execution.states(slug)).hasSize(notebook(slug).cells().size());
    }
    assertThat(
            problem(
                slug,
                edited(slug, "model: tiny\ncfg_scales: [" + many + "]\nseeds: [" + seeds + "]")))
        .hasValueSatisfying(
            words -> assertThat(words).contains("16,000,000 pictures", "at most 10,000"));
    assertThat(problem(slug, edited(slug, "model: doodle-bass\nsampler: ddpm\nvae: none")))
        .hasValueSatisfying(words -> assertThat(words.lines()).hasSize(3));
    assertThat(problem(slug, edited(slug, SampleExperiment.RUN_SOURCE))).isEmpty();
  }

  private Cell edited(ExperimentSlug slug, String source) {
    edit(slug, GENERATE, source);
    return cell(slug, GENERATE);
  }

  @Test
  void theListShowsRateSourceAndFaces() {
    var slug = new ExperimentSlug("whole");
    var row = experiments.find(slug).orElseThrow();
    assertThat(row.title()).isEqualTo("Do eyes, mouth and brows agree?");
    assertThat(row.kind()).isEqualTo(ExperimentKind.BASELINE);
    assertThat(row.people().images()).isZero();
    assertThat(row.machine().images()).isEqualTo(48);
    assertThat(row.faces()).hasSize(8);
  }

  @Test
  void anotherTitleCanBeTakenBackAndADeletedExperimentLeavesNothingToUndo() {
    experiments.create("Renamed", ExperimentKind.OTHER);
    var slug = new ExperimentSlug("renamed");
    var before = notebook(slug).text();
    assertThat(keeping.rename(slug, "Better words", "Ada")).isInstanceOf(Edit.Saved.class);
    assertThat(notebook(slug).title()).contains("Better words");
    undo(slug);
    assertThat(notebook(slug).text()).isEqualTo(before);

    notebooks.delete(slug, GENERATE, "Ada");
    assertThat(keeping.delete(slug)).isInstanceOf(ExperimentKeeping.Deletion.Deleted.class);
    experiments.create("Renamed", ExperimentKind.OTHER);
    assertThat(notebooks.undo(slug, "Ada", id -> false)).isEmpty();
  }

  @Test
  void aNewExperimentGetsASlugFromItsTitleOrAReason() {
    assertThat(experiments.create("Prompt formats: léger", ExperimentKind.PROMPTS))
        .isEqualTo(new Experiments.Creation.Created(new ExperimentSlug("prompt-formats-leger")));
    assertThat(experiments.create("Is it <b>really</b> *better*?", ExperimentKind.PROMPTS))
        .isEqualTo(new Experiments.Creation.Created(new ExperimentSlug("is-it-really-better")));
    assertThat(experiments.titles().get(new ExperimentSlug("is-it-really-better")))
        .isEqualTo("Is it really better?");
    assertThat(experiments.create("Prompt formats, leger", ExperimentKind.PROMPTS))
        .isInstanceOf(Experiments.Creation.Rejected.class);
    assertThat(experiments.create("???", ExperimentKind.PROMPTS))
        .isInstanceOf(Experiments.Creation.Rejected.class);
    assertThat(NotebookFormat.read(notebook(new ExperimentSlug("prompt-formats-leger")).bytes()))
        .isInstanceOf(NotebookFormat.Reading.Valid.class);
  }

  private String failure(ExperimentSlug slug, String source) {
    edit(slug, GENERATE, source);
    finish(execution.run(slug, List.of(GENERATE), "Ada"));
    return ((CellState.Failed) state(slug, GENERATE)).reason();
  }

  private void score(lab.harmony.runs.RunImage image, boolean holds) {
    scores.record(image, Mark.of(new Checklist(holds, holds, holds), false, ""), "Ada");
  }

  private void edit(ExperimentSlug slug, CellId id, String source) {
    assertThat(notebooks.edit(slug, id, cell(slug, id).source(), source, "Ada"))
        .isInstanceOf(Edit.Saved.class);
  }

  private Notebook notebook(ExperimentSlug slug) {
    return ((OpenedNotebook.Readable) notebooks.open(slug)).notebook();
  }

  private Cell cell(ExperimentSlug slug, CellId id) {
    return notebook(slug).find(id).orElseThrow();
  }

  private RunId runId(ExperimentSlug slug) {
    return RunCells.run(cell(slug, GENERATE)).orElseThrow();
  }

  private CellState state(ExperimentSlug slug, CellId id) {
    return execution.states(slug).get(id);
  }

  private static void finish(java.util.concurrent.CompletableFuture<Void> done) {
    done.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
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
  static class Models {
    @Bean
    Witness witness(ObjectProvider<NotebookExecution> execution) {
      return new Witness(execution);
    }

    @Bean
    @Primary
    ModelCatalogue oneModel() {
      var model =
          new Model(
              new ModelName(SampleExperiment.MODEL), folder, SampleExperiment.HASH, "a model", 128);
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
