package lab.harmony.notebooks.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.review.IntervalsOver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ChartIntervalsTest {

  private static final String CHART = "figure: heat-map\nscores: machine";

  @Test
  void aChartOfBeforeRestsOnTheSameAndTurnsStaleOnlyWhenItsIntervalsAreAskedForOtherwise() {
    var before = ChartSource.read(CHART);
    assertThat(before.over()).isEqualTo(IntervalsOver.FACES);
    assertThat(before.facts()).isEqualTo(ChartSource.read(CHART + "\nintervals: faces").facts());
    assertThat(before.facts().toString()).doesNotContain("intervals");
    var points = ChartSource.read(CHART + "\nintervals: points");
    assertThat(points.over()).isEqualTo(IntervalsOver.POINTS);
    assertThat(points.facts()).isNotEqualTo(before.facts());
  }

  @Test
  void whatIntervalsCanRestOnIsSaidWhereSomethingElseIsAskedFor() {
    assertThatThrownBy(() -> ChartSource.read(CHART + "\nintervals: images"))
        .isInstanceOf(CellProblem.class)
        .hasMessageContaining("faces")
        .hasMessageContaining("points");
  }
}
