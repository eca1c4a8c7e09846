package lab.harmony.training.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import lab.harmony.design.charts.ChartRows;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf.StepLine;
import lab.harmony.training.records.TrainingShelf.Training;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TrainingFiguresTest {

  private static Training training(String name, int steps) {
    return new Training(
        new ModelName(name),
        TrainingLife.UNKNOWN,
        new LinkedHashMap<>(),
        LongStream.rangeClosed(1, steps)
            .mapToObj(step -> new StepLine(step, step == 700 ? 9 : 0.1, 1e-4, 1, 0.1, 0))
            .toList(),
        List.of(),
        Optional.empty());
  }

  @Test
  void aFigureWhosePointsStandForSeveralStepsSaysSoToTheEyeAndInWords() {
    var one = training("long", 1000);
    var drawn = new TrainingFigures(List.of(one.name())).draw(List.of(one));
    assertThat(drawn.loss().path("title").toString()).contains("lowest to highest of 4 steps");
    assertThat(drawn.lossWords())
        .contains("The loss of long over 1000 steps")
        .contains("the highest 9.00 at step 700")
        .contains("the mean of 4 steps, in a band from the lowest to the highest");
    assertThat(ChartRows.of(drawn.loss()).csv())
        .startsWith("run,step,steps,mean,lowest,highest,smoothed")
        .contains("\nlong,700,4,")
        .contains(",0.1,9.0,");
    assertThat(drawn.gradientNorm().path("title").toString()).contains("line: their mean");
  }

  @Test
  void aShortOneShowsEachStepAndNeedsNoWordsForIt() {
    var one = training("short", 3);
    var other = training("other", 0);
    var drawn = new TrainingFigures(List.of(one.name(), other.name())).draw(List.of(one, other));
    assertThat(drawn.loss().has("title")).isFalse();
    assertThat(drawn.lossWords())
        .isEqualTo(
            "The loss of short over 3 steps; the latest is 0.100, the lowest 0.100 at step 1, the"
                + " highest 0.100 at step 1. other: no step is done yet.");
    assertThat(drawn.loss().path("data").path("values")).hasSize(3);
  }
}
