package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.ExperimentSlug;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A cell whose run is waited for, stopped and continued.
@Tag("unit")
class StoppedCellTest extends NotebookLab {

  @Autowired Witness witness;

  @Test
  void aRunCellSubmitsAndFollowsItsRun() {
    var slug = new ExperimentSlug("submitted");
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE.replace("42", "43"));
    var done = execution.run(slug, List.of(GENERATE, HEAT), by("Ada"));
    awaitThat(() -> state(slug, GENERATE) instanceof CellState.Queued);
    assertThat(state(slug, HEAT)).isInstanceOf(CellState.Waiting.class);
    assertThat(cell(slug, GENERATE).outputs()).isEmpty();

    execution.stop(slug, GENERATE, by("Ada"), "");
    finish(done);
    assertThat(state(slug, GENERATE))
        .isEqualTo(new CellState.Failed("the run was cancelled after 0 of 48 images"));
    assertThat(state(slug, HEAT)).isInstanceOf(CellState.Idle.class);

    var first = runId(slug);
    var again = execution.run(slug, List.of(GENERATE), by("Ada"));
    awaitThat(() -> state(slug, GENERATE) instanceof CellState.Queued);
    assertThat(runId(slug)).as("an unfinished run with the same inputs continues").isEqualTo(first);
    execution.stop(slug, GENERATE, by("Ada"), "");
    finish(again);
  }

  @Test
  void aCellThatRunsAgainIsNeverSaidToHaveFinishedBefore() {
    var slug = new ExperimentSlug("repeated");
    edit(slug, GENERATE, SampleExperiment.RUN_SOURCE.replace("42", "45"));
    witness.forget();
    var done = execution.run(slug, List.of(GENERATE), by("Ada"));
    awaitThat(() -> state(slug, GENERATE) instanceof CellState.Queued);
    assertThat(witness.seen(slug, GENERATE)).isNotEmpty().containsOnly("queued");
    execution.stop(slug, GENERATE, by("Ada"), "");
    finish(done);
  }
}
