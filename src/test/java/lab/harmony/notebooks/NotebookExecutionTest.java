package lab.harmony.notebooks;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.OutputTypes;
import lab.harmony.runs.RunId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class NotebookExecutionTest extends NotebookLab {

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
    finish(execution.runChanged(slug, by("Ada")));

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
    finish(execution.run(slug, List.of(PEOPLE, SHEET), by("Ada")));
    assertThat(state(slug, PEOPLE)).isInstanceOf(CellState.Finished.class);

    score(image, false);
    assertThat(state(slug, PEOPLE))
        .isEqualTo(new CellState.Stale("scores were added or corrected since it ran"));
    assertThat(state(slug, GENERATE)).isInstanceOf(CellState.Finished.class);

    finish(execution.runChanged(slug, by("Ada")));
    assertThat(execution.states(slug).values()).noneMatch(CellState.Stale.class::isInstance);
  }

  @Test
  void aChangedSettingMakesTheRunAndEverythingThatShowsItStale() {
    var slug = new ExperimentSlug("source");
    finish(execution.run(slug, List.of(HEAT), by("Ada")));
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
    var done = execution.run(slug, List.of(GENERATE), by("Ada"));
    awaitThat(() -> state(slug, GENERATE) instanceof CellState.Queued);
    var spec = runs.find(runId(slug)).orElseThrow().spec();
    assertThat(spec.recipe().facts())
        .extracting(fact -> fact.name() + " " + fact.text())
        .contains(
            "prediction velocity",
            "precision bfloat16",
            "clip skip 2",
            "start picture %s at strength 0.5".formatted(start.id()));
    assertThat(spec.recipe().start().orElseThrow().sha256()).isEqualTo(start.sha256());
    execution.stop(slug, GENERATE, by("Ada"), "");
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
        IntStream.range(0, 1000)
            .mapToObj(i -> "%.2f".formatted(1 + i / 100.0))
            .collect(joining(","));
    var seeds = IntStream.range(0, 1000).mapToObj(String::valueOf).collect(joining(","));
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

  private String failure(ExperimentSlug slug, String source) {
    edit(slug, GENERATE, source);
    finish(execution.run(slug, List.of(GENERATE), by("Ada")));
    return ((CellState.Failed) state(slug, GENERATE)).reason();
  }
}
