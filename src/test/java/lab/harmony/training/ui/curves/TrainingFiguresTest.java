package lab.harmony.training.ui.curves;

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
import tools.jackson.databind.JsonNode;

@Tag("unit")
class TrainingFiguresTest {

  private static Training training(String name, int steps, long... lost) {
    return new Training(
        new ModelName(name),
        TrainingLife.UNKNOWN,
        new LinkedHashMap<>(),
        LongStream.rangeClosed(1, steps)
            .mapToObj(step -> new StepLine(step, loss(step, lost), 1e-4, 1, 0.1, 0))
            .toList(),
        List.of(),
        Optional.empty());
  }

  private static double loss(long step, long... lost) {
    return LongStream.of(lost).anyMatch(one -> one == step) ? Double.NaN : step == 700 ? 9 : 0.1;
  }

  @Test
  void aFigureWhosePointsStandForSeveralStepsSaysSoToTheEyeAndInWords() {
    var one = training("long", 1000);
    var drawn = new TrainingFigures(List.of(one.name())).draw(List.of(one));
    assertThat(drawn.loss().path("title").toString())
        .contains("lowest to highest of up to 4 steps");
    assertThat(drawn.lossWords())
        .contains("The loss of long over 1000 steps")
        .contains("the highest 9.00 at step 700")
        .contains("the mean of 4 steps, in a band from the lowest to the highest");
    assertThat(ChartRows.of(drawn.loss()).csv())
        .startsWith("run,step,steps,numbers,mean,lowest,highest,smoothed")
        .contains("\nlong,700,4,4,")
        .contains(",0.1,9.0,");
    assertThat(drawn.gradientNorm().path("title").toString()).contains("Line: their mean");
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

  @Test
  void ofTwoThatAreOfDifferentLengthEachHasItsOwnWords() {
    var one = training("long", 1001);
    var other = training("short", 300);
    var drawn = new TrainingFigures(List.of(one.name(), other.name())).draw(List.of(one, other));
    assertThat(drawn.loss().path("title").path("text").valueStream().map(JsonNode::stringValue))
        .containsExactly(
            "Band: lowest to highest of the steps of a point",
            "up to 4 steps a point: long",
            "single steps: short",
            "Thin line: their mean; thick line: smoothed");
    assertThat(drawn.lossWords())
        .contains(
            "Each point is the mean of 4 steps, the last one of 1 step, in a band from the lowest"
                + " to the highest of them. The loss of short over 300 steps")
        .endsWith("the highest 0.100 at step 1.");
  }

  @Test
  void howManyStepsAreNoNumberIsSaidOfEachRunAndMarked() {
    var one = training("long", 1000, 700, 701, 702);
    var other = training("short", 3, 2);
    var alone = new TrainingFigures(List.of(one.name())).draw(List.of(one));
    assertThat(alone.loss().path("title").toString()).contains("\"▲ 3 steps are no number\"");
    assertThat(alone.lossWords()).contains("; 3 steps are no number, the first of them step 700.");
    assertThat(ChartRows.of(alone.loss()).csv())
        .contains("\nlong,700,4,3,")
        .contains("\nlong,704,4,2,");
    assertThat(alone.loss().path("layer").toString()).contains("datum.numbers < datum.steps");
    assertThat(alone.gradientNorm().path("title").toString()).doesNotContain("no number");
    var both = new TrainingFigures(List.of(one.name(), other.name())).draw(List.of(one, other));
    assertThat(both.loss().path("title").toString())
        .contains("▲ 3 steps are no number: long", "▲ 1 step is no number: short");
    assertThat(both.lossWords()).contains("; step 2 is no number.");
  }
}
