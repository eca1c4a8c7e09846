package lab.harmony.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import lab.harmony.stats.IntervalBasis.Method;
import lab.harmony.stats.IntervalBasis.Over;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class RateEstimateTest {

  private static final int ITEMS = 3;
  private static final int STUDIES = 4000;

  /// Checked with scipy: ρ from `f_oneway` over the items of the faces, the ends of the interval as
  /// roots of the quadratic; with all alike, 1 - 0.025^(1/n).
  @ParameterizedTest
  @CsvSource({
    "2 3 2, 0.4525889691069889, 0.9367748928821532, DESIGN_EFFECT",
    "2 2 1, 0.26665129349549305, 0.8112214789023354, DESIGN_EFFECT",
    "1 3 3, 0.34007717004119375, 0.9596305973576946, DESIGN_EFFECT",
    "1 1 1, 0.12058381838691097, 0.6457978644196037, DESIGN_EFFECT",
    "0 0 0, 0, 0.7075982261787134, EXACT",
    "3 3 3, 0.2924017738212866, 1, EXACT",
  })
  void theIntervalIsOverFaces(String points, double lower, double upper, Method method) {
    var estimate = overFaces(points);
    assertThat(estimate.interval().lower()).isCloseTo(lower, within(1e-12));
    assertThat(estimate.interval().upper()).isCloseTo(upper, within(1e-12));
    assertThat(estimate.basis()).isEqualTo(new IntervalBasis(Over.FACES, 3, method));
    assertThat(estimate.basis().words()).isEqualTo("over 3 faces");
  }

  @Test
  void whereSeveralFacesStandBehindAPromptItIsOverPrompts() {
    var faces =
        List.of(face("a", 3), face("a", 3), face("b", 0), face("b", 1), face("c", 1), face("c", 0));
    var estimate = RateEstimate.overFaces(faces).orElseThrow();
    assertThat(estimate.basis().words()).isEqualTo("over 3 prompts");
    var clusters = List.of(new Proportion(6, 6), new Proportion(1, 6), new Proportion(1, 6));
    assertThat(estimate.interval())
        .isEqualTo(
            DesignEffect.of(clusters, ConfidenceLevel.PERCENT_95)
                .orElseThrow()
                .effect()
                .orElseThrow()
                .interval());
    var alone = IntStream.range(0, 6).mapToObj(i -> face("p" + i, points(faces.get(i)))).toList();
    assertThat(estimate.interval().width())
        .isGreaterThan(RateEstimate.overFaces(alone).orElseThrow().interval().width());
  }

  @Test
  void theFacesOfOnePromptSpeakForThatPromptAndSaySo() {
    var estimate =
        RateEstimate.overFaces(List.of(face("a", 3), face("a", 1), face("a", 2))).orElseThrow();
    assertThat(estimate.basis().words()).isEqualTo("over 3 faces of one prompt");
    assertThat(estimate.interval()).isEqualTo(overFaces("3 1 2").interval());
  }

  @Test
  void facesWhosePromptIsNotKnownStandForThemselves() {
    var unknown = new FaceOutcome(Optional.empty(), new Proportion(1, 3));
    assertThat(
            RateEstimate.overFaces(List.of(unknown, unknown, unknown)).orElseThrow().basis().over())
        .isEqualTo(Over.FACES);
  }

  @Test
  void oneFaceSaysLittleAndNoFaceSaysNothing() {
    var one = overFaces("1");
    assertThat(one.basis()).isEqualTo(new IntervalBasis(Over.FACES, 1, Method.ALIKE));
    assertThat(one.basis().words()).isEqualTo("over 1 face");
    assertThat(one.interval()).isEqualTo(Wilson.interval(1 / 3.0, 1.0));
    assertThat(RateEstimate.overFaces(List.of()).whyMissing()).contains(Reason.NO_DATA);
  }

  @Test
  void anIntervalThatDoesNotHoldItsShareIsRefused() {
    var basis = new IntervalBasis(Over.FACES, 3, Method.EXACT);
    assertThatThrownBy(() -> new RateEstimate(0.9, new Interval(0, 0.5), basis))
        .hasMessageContaining("0.9");
    assertThatThrownBy(() -> new IntervalBasis(Over.FACES, 0, Method.EXACT))
        .hasMessageContaining("got 0");
  }

  /// Simulated studies: 95 of 100 intervals over faces hold the true rate, of those over points 10
  /// to 40 in a hundred do not.
  @ParameterizedTest
  @CsvSource({
    "48, 1, 0.17, 0.45, 0",
    "48, 1, 0.36, 0.45, 0",
    "48, 1, 0.61, 0.6, 0",
    "144, 1, 0.36, 0.45, 0",
    "48, 3, 0.36, 0.3, 0.3",
    "48, 3, 0.17, 0.3, 0.2",
  })
  void nineteenOfTwentyIntervalsHoldTheTrueRate(
      int prompts, int seeds, double rate, double faceTogether, double promptTogether) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261129);
    int overFaces = 0;
    int overPoints = 0;
    for (int study = 0; study < STUDIES; study++) {
      var faces = study(random, prompts, seeds, rate, faceTogether, promptTogether);
      int points = faces.stream().mapToInt(RateEstimateTest::points).sum();
      overFaces += holds(RateEstimate.overFaces(faces).orElseThrow(), rate);
      overPoints +=
          holds(
              RateEstimate.overTrials(new Proportion(points, faces.size() * ITEMS), Over.POINTS)
                  .orElseThrow(),
              rate);
    }
    assertThat(overFaces / (double) STUDIES).isBetween(0.93, 0.97);
    assertThat(overPoints / (double) STUDIES).isLessThan(0.91);
  }

  /// Items that hold where a normal number lies below the quantile of the rate; a part of it is of
  /// the prompt, a part of the face.
  private static List<FaceOutcome> study(
      RandomGenerator random,
      int prompts,
      int seeds,
      double rate,
      double faceTogether,
      double promptTogether) {
    double quantile = ConfidenceLevel.NORMAL.inverseCumulativeProbability(rate);
    var faces = new ArrayList<FaceOutcome>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      double ofPrompt = Math.sqrt(promptTogether) * random.nextGaussian();
      for (int seed = 0; seed < seeds; seed++) {
        double ofFace = ofPrompt + Math.sqrt(faceTogether) * random.nextGaussian();
        int points = 0;
        for (int item = 0; item < ITEMS; item++) {
          double own = Math.sqrt(1 - faceTogether - promptTogether) * random.nextGaussian();
          points += ofFace + own < quantile ? 1 : 0;
        }
        faces.add(face("prompt " + prompt, points));
      }
    }
    return faces;
  }

  private static int holds(RateEstimate estimate, double rate) {
    return estimate.interval().contains(rate) ? 1 : 0;
  }

  private static RateEstimate overFaces(String points) {
    var faces = new ArrayList<FaceOutcome>();
    for (var one : points.split(" ")) {
      faces.add(face("prompt " + faces.size(), Integer.parseInt(one)));
    }
    return RateEstimate.overFaces(faces).orElseThrow();
  }

  private static FaceOutcome face(String prompt, int points) {
    return new FaceOutcome(Optional.of(prompt), new Proportion(points, ITEMS));
  }

  private static int points(FaceOutcome face) {
    return face.reached().successes();
  }
}
