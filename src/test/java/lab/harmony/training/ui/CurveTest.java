package lab.harmony.training.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import lab.harmony.training.records.TrainingShelf.StepLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Tag("unit")
class CurveTest {

  private final Curve curve = new Curve("x", StepLine::loss);

  private static StepLine step(long number) {
    return new StepLine(number, Math.sin(number), 1e-4, 1, 0.1, 0);
  }

  private ArrayNode drawn(List<StepLine> steps) {
    var rows = JsonNodeFactory.instance.arrayNode();
    curve.fill(rows, steps);
    return rows;
  }

  @Test
  void aLongTrainingAddsPointsAndSeldomDrawsAllOfThemAnew() {
    var steps = new ArrayList<StepLine>();
    JsonNode before = drawn(steps);
    int anew = 0;
    int added = 0;
    for (long number = 1; number <= 10_000; number++) {
      steps.add(step(number));
      var now = drawn(steps);
      if (startsWith(now, before)) {
        added += now.size() - before.size();
      } else {
        anew++;
      }
      before = now;
    }
    assertThat(anew).isEqualTo(4);
    assertThat(added).isLessThan(3000);
    assertThat(before.size()).isBetween(400, 800);
    assertThat(before).isEqualTo(new CurveTest().drawn(steps));
    assertThat(StreamSupport.stream(before.spliterator(), false))
        .allSatisfy(point -> {
          long last = point.path("step").asLong(0);
          assertThat(last % 16).isZero();
          double mean = 0;
          for (long number = last - 15; number <= last; number++) {
            mean += step(number).loss() / 16;
          }
          assertThat(point.path("value").asDouble(9)).isCloseTo(mean, within(1e-9));
        });
  }

  private static boolean startsWith(JsonNode now, JsonNode before) {
    for (int i = 0; i < before.size(); i++) {
      if (i >= now.size() || now.get(i) != before.get(i)) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aTrainingThatWentBackToACheckpointIsDrawnFromItsBeginning() {
    drawn(List.of(step(1), step(2), step(3), step(4)));
    assertThat(drawn(List.of(step(1), step(2))).size()).isEqualTo(2);
    assertThat(drawn(List.of(step(1), step(2), step(3))).size()).isEqualTo(3);
  }
}
