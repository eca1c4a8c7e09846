package lab.harmony.reports.ui.grids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.reports.grid.axes.BarStep;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GridStepsTest {

  @Test
  void keysCountFromTheValueAskedForLastAlsoWhileTheGridIsLaidOut() {
    var asked = new ArrayList<List<String>>();
    var steps = new GridSteps(asked::add);
    steps.show(bar(0));
    steps.step(1);
    steps.step(1);
    assertThat(asked).containsExactly(List.of("7"), List.of("9"));

    steps.show(bar(2));
    steps.step(1);
    steps.step(-1);
    assertThat(asked).endsWith(List.of("5"), List.of("9"));
  }

  private static List<BarStep> bar(int at) {
    return List.of(
        new BarStep(GridAxis.of(GridFact.of(ImageAxis.CFG)), List.of("5", "7", "9"), at));
  }
}
