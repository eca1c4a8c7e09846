package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.OutputTypes;
import lab.harmony.notebooks.sources.CellRun;
import lab.harmony.notebooks.sources.CellRuns;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.runs.RunId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The runs of a cell: which there are, and how an earlier one comes back.
@Tag("process")
class CellRunsTest extends NotebookLab {

  @Autowired CellRuns cellRuns;

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
    finish(execution.run(slug, List.of(HEAT), by("Ada")));
    var before = cell(slug, GENERATE);
    var earlier = new RunId("r261119-200000-runs");

    assertThat(cellRuns.show(slug, GENERATE, earlier, by("Ada"))).isInstanceOf(Edit.Saved.class);
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
    assertThat(cellRuns.show(slug, GENERATE, new RunId("r261119-200000-none0"), by("Ada")))
        .isInstanceOf(Edit.Refused.class);
  }

  @Test
  void theResultFromBeforeComesBackWhenACellRanAgain() {
    var slug = new ExperimentSlug("again");
    finish(execution.run(slug, List.of(HEAT), by("Ada")));
    var before = cell(slug, HEAT);
    edit(slug, HEAT, "figure: verdicts\nscores: machine\n");
    finish(execution.run(slug, List.of(HEAT), by("Ada")));
    assertThat(notebooks.undoable(slug, by("Ada"))).contains("result of a cell");

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
  void theRunFromBeforeComesBackAndTheNewOneStaysInTheLab() {
    var slug = new ExperimentSlug("again");
    var first = cell(slug, GENERATE);
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE.replace("42", "44"));
    var done = execution.run(slug, List.of(GENERATE), by("Ada"));
    awaitThat(() -> state(slug, GENERATE) instanceof CellState.Queued);
    var second = runId(slug);
    assertThat(notebooks.undo(slug, by("Ada"), id -> state(slug, id).busy()))
        .as("not while it runs")
        .hasValueSatisfying(edit -> assertThat(edit).isInstanceOf(Edit.Refused.class));
    execution.stop(slug, GENERATE, by("Ada"), "");
    finish(done);

    undo(slug);
    undo(slug);
    assertThat(cell(slug, GENERATE)).isEqualTo(first);
    assertThat(state(slug, GENERATE)).isInstanceOf(CellState.Finished.class);
    assertThat(runs.find(second)).isPresent();
    notebooks.redo(slug, by("Ada"), id -> false);
    notebooks.redo(slug, by("Ada"), id -> false);
    assertThat(runId(slug)).isEqualTo(second);
    undo(slug);
    undo(slug);
  }
}
