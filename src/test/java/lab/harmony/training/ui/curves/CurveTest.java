package lab.harmony.training.ui.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import lab.harmony.training.records.TrainingShelf.StepLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Tag("unit")
class CurveTest {

  private final Curve curve = new Curve("x", StepLine::loss, true);

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
    int sent = 0;
    for (long number = 1; number <= 10_000; number++) {
      steps.add(step(number));
      var now = drawn(steps);
      int same = shared(before, now);
      if (same < before.size() - 1) {
        anew++;
      } else {
        sent += now.size() - same; // the last point, which stands for one step more, or a new one
      }
      before = now;
    }
    assertThat(anew).isEqualTo(5);
    assertThat(sent).isLessThan(12_000);
    assertThat(before.size()).isBetween(200, 401);
    assertThat(before).isEqualTo(new CurveTest().drawn(steps));
    for (int i = 0; i < before.size(); i++) {
      var point = before.get(i);
      long last = point.path("step").asLong(0);
      int count = point.path("steps").asInt(0);
      assertThat(count).isEqualTo(i < before.size() - 1 ? 32 : 10_000 % 32);
      var of =
          LongStream.rangeClosed(last - count + 1, last)
              .mapToDouble(number -> step(number).loss())
              .summaryStatistics();
      assertThat(point.path("mean").asDouble(9)).isCloseTo(of.getAverage(), within(1e-9));
      assertThat(point.path("lowest").asDouble(9)).isEqualTo(of.getMin());
      assertThat(point.path("highest").asDouble(9)).isEqualTo(of.getMax());
    }
  }

  @Test
  void aPeakOfOneStepStaysHoweverLongTheTrainingGoesOn() {
    var steps = new ArrayList<StepLine>();
    for (long number = 1; number <= 50_000; number++) {
      steps.add(number == 4711 ? new StepLine(number, 25, 1e-4, 1, 0.1, 0) : step(number));
    }
    var rows = drawn(steps);
    assertThat(rows.size()).isLessThanOrEqualTo(401);
    assertThat(rows.valueStream().filter(row -> row.path("highest").asDouble(0) == 25))
        .hasSize(1)
        .allSatisfy(row -> {
          long last = row.path("step").asLong(0);
          assertThat(4711L).isBetween(last - row.path("steps").asLong(0) + 1, last);
        });
    assertThat(curve.words().orElseThrow())
        .startsWith("over 50000 steps; the latest is")
        .endsWith("the highest 25.0 at step 4711");
  }

  @Test
  void theNewestStepIsThereBeforeItsPointIsFull() {
    var steps = new ArrayList<StepLine>();
    for (long number = 1; number <= 801; number++) {
      steps.add(step(number));
    }
    var last = drawn(steps).valueStream().reduce((_, later) -> later).orElseThrow();
    assertThat(last.path("step").asLong(0)).isEqualTo(801);
    assertThat(last.path("steps").asLong(0)).isEqualTo(1);
    assertThat(last.path("mean").asDouble(0)).isEqualTo(step(801).loss());
  }

  @Test
  void whatIsNoNumberLeavesAGapAndSpoilsNothing() {
    var rows =
        drawn(
            List.of(
                step(1),
                new StepLine(2, Double.NaN, 1e-4, 1, 0.1, 0),
                new StepLine(3, Double.POSITIVE_INFINITY, 1e-4, 1, 0.1, 0),
                step(4)));
    assertThat(rows.get(1).path("mean").isNull()).isTrue();
    assertThat(rows.get(2).path("highest").isNull()).isTrue();
    assertThat(rows.get(3).path("smoothed").asDouble(9))
        .isEqualTo((step(1).loss() + step(4).loss()) / 2);
    assertThat(rows.toString()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void whatIsNoNumberLeavesATraceAmongNumbers() {
    var steps = new ArrayList<StepLine>();
    for (long number = 1; number <= 10_000; number++) {
      boolean isLost = number > 9_600 && number < 9_632 || number == 4711;
      double loss = number % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
      steps.add(isLost ? new StepLine(number, loss, 1e-4, 1, 0.1, 0) : step(number));
    }
    var rows = drawn(steps);
    assertThat(rows.valueStream().filter(row -> !row.path("numbers").equals(row.path("steps"))))
        .extracting(row -> row.path("step").asInt(0), row -> row.path("numbers").asInt(-1))
        .containsExactly(tuple(4736, 31), tuple(9632, 1));
    assertThat(curve.words().orElseThrow())
        .endsWith("; 32 steps are no number, the first of them step 4711");
    assertThat(curve.lost()).isEqualTo(32);
  }

  @Test
  void aSingleStepThatIsNoNumberIsNamed() {
    drawn(List.of(step(1), new StepLine(2, Double.NaN, 1e-4, 1, 0.1, 0), step(3)));
    assertThat(curve.words().orElseThrow()).endsWith("; step 2 is no number");
    drawn(List.of(step(1)));
    assertThat(curve.words().orElseThrow()).doesNotContain("no number");
  }

  /// How many rows from the beginning are those of before.
  private static int shared(JsonNode before, JsonNode now) {
    int same = 0;
    while (same < before.size() && same < now.size() && before.get(same).equals(now.get(same))) {
      same++;
    }
    return same;
  }

  @Test
  void aTrainingThatWentBackToACheckpointIsDrawnFromItsBeginning() {
    drawn(List.of(step(1), step(2), step(3), step(4)));
    assertThat(drawn(List.of(step(1), step(2))).size()).isEqualTo(2);
    assertThat(drawn(List.of(step(1), step(2), step(3))).size()).isEqualTo(3);
  }

  @Test
  void aTrainingThatWentBackAndCameFurtherWhileNobodyLookedKeepsNothingOfWhatWasUndone() {
    var steps = LongStream.rangeClosed(1, 10).mapToObj(CurveTest::step).toList();
    drawn(steps);
    var again =
        LongStream.rangeClosed(1, 12)
            .mapToObj(number ->
                number <= 5 ? step(number) : new StepLine(number, number, 1e-4, 1, 0.2, 0))
            .toList();
    assertThat(drawn(again)).isEqualTo(new CurveTest().drawn(again));
    assertThat(curve.words()).isPresent().get().asString().contains("the highest 12.0 at step 12");
  }

  @Test
  void aStepThatIsNoNumberIsTheSameWhenItIsLookedAtAgain() {
    var lost = new StepLine(2, Double.NaN, 1e-4, 1, 0.1, 0);
    drawn(List.of(step(1), lost));
    assertThat(drawn(List.of(step(1), lost, step(3))).size()).isEqualTo(3);
    assertThat(curve.lost()).isEqualTo(1);
  }
}
