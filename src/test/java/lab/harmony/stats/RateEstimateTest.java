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
  /// roots of the quadratic, with Student's quantile of two degrees of freedom, and inside those of
  /// three trials with the normal one; with all alike, 1 - 0.025^(1/n).
  @ParameterizedTest
  @CsvSource({
    "2 3 2, 0.27341587131445255, 0.970196888821633, DESIGN_EFFECT",
    "2 2 1, 0.15071127201950407, 0.8980112800077131, DESIGN_EFFECT",
    "1 3 3, 0.27341587131445255, 0.970196888821633, DESIGN_EFFECT",
    "1 1 1, 0.06149194472039623, 0.7923403991979523, DESIGN_EFFECT",
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
    assertThat(estimate.interval().width()).isGreaterThan(byNormalQuantile(clusters).width());
    assertThat(estimate.interval().width())
        .isLessThanOrEqualTo(Wilson.interval(8 / 18.0, 3.0).width());
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

  /// Faces that each have one trial are independent: nothing was estimated but the share.
  @Test
  void oneTrialInEachFaceIsWilsonsInterval() {
    var faces =
        IntStream.range(0, 12)
            .mapToObj(
                i -> new FaceOutcome(Optional.of("prompt " + i), new Proportion(i < 5 ? 1 : 0, 1)))
            .toList();
    var estimate = RateEstimate.overFaces(faces).orElseThrow();
    assertThat(estimate.interval()).isEqualTo(Wilson.interval(5 / 12.0, 12.0));
  }

  /// Simulated studies: 95 of 100 intervals hold the true rate; of those over points 10 to 40 in a
  /// hundred do not. With fewer than six prompts more hold it, for so few tell little of how far
  /// they go together.
  @ParameterizedTest
  @CsvSource({
    "48, 1, 1, 0.17, 0.45, 0, 0",
    "48, 1, 1, 0.36, 0.45, 0, 0",
    "48, 1, 1, 0.61, 0.6, 0, 0",
    "144, 1, 1, 0.36, 0.45, 0, 0",
    "48, 3, 1, 0.36, 0.3, 0, 0.3",
    "48, 3, 1, 0.17, 0.3, 0, 0.2",
    // Three scales of each wording, of one seed, and of two.
    "16, 1, 3, 0.36, 0.2, 0.2, 0.3",
    "16, 1, 3, 0.42, 0.3, 0.1, 0.1",
    "16, 1, 3, 0.61, 0.15, 0.3, 0.3",
    "16, 2, 3, 0.36, 0.2, 0.2, 0.2",
    "4, 1, 3, 0.36, 0.2, 0.2, 0.3",
    // Few prompts.
    "2, 8, 1, 0.36, 0.3, 0, 0.3",
    "2, 24, 1, 0.36, 0.3, 0, 0.3",
    "2, 24, 1, 0.17, 0.3, 0, 0.1",
    "3, 8, 1, 0.61, 0.3, 0, 0.3",
    "3, 16, 1, 0.36, 0.3, 0, 0.3",
    "3, 16, 1, 0.36, 0.15, 0, 0.6",
    "4, 12, 1, 0.36, 0.3, 0, 0.3",
    "4, 12, 1, 0.61, 0.3, 0, 0.1",
    "4, 24, 1, 0.36, 0.3, 0, 0.3",
    "5, 12, 1, 0.36, 0.3, 0, 0.3",
    "6, 8, 1, 0.36, 0.3, 0, 0.3",
    "6, 8, 1, 0.17, 0.3, 0, 0.3",
    "6, 24, 1, 0.61, 0.3, 0, 0.3",
  })
  void nineteenOfTwentyIntervalsHoldTheTrueRate(
      int prompts, int seeds, int scales, double rate, double face, double seed, double prompt) {
    var covered =
        coverage(new Design(prompts, seeds, scales), rate, new Together(face, seed, prompt));
    assertThat(covered.now()).isBetween(0.93, prompts < 6 ? 1 : 0.98);
    assertThat(covered.overPoints()).isLessThan(0.91);
    if (prompts <= 6) {
      assertThat(covered.byNormalQuantile()).as("why Student's quantile").isLessThan(0.93);
    }
  }

  /// What it cannot do: where prompts decide most and few of them succeed, those that were drawn
  /// often are all of the kind that fails, and look more alike than they are.
  @ParameterizedTest
  @CsvSource({"4, 12, 1, 0.17", "6, 8, 1, 0.17", "16, 1, 3, 0.17"})
  void whereFewPromptsSucceedAndDecideMostItIsNineOfTen(
      int prompts, int seeds, int scales, double rate) {
    var covered = coverage(new Design(prompts, seeds, scales), rate, new Together(0.15, 0, 0.6));
    assertThat(covered.now()).isBetween(0.89, 0.95);
    assertThat(covered.now()).isGreaterThan(covered.byNormalQuantile());
  }

  private record Design(int prompts, int seeds, int scales) {}

  /// Which part of what decides an item is of the face, of the seed (its noise, which the scales
  /// share) and of the prompt.
  private record Together(double face, double seed, double prompt) {
    double own() {
      return 1 - face - seed - prompt;
    }
  }

  private record Covered(double now, double byNormalQuantile, double overPoints) {}

  private static Covered coverage(Design design, double rate, Together together) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261129);
    int now = 0;
    int byNormal = 0;
    int overPoints = 0;
    for (int study = 0; study < STUDIES; study++) {
      var prompts = study(random, design, rate, together);
      var faces = prompts.stream().flatMap(List::stream).toList();
      int points = faces.stream().mapToInt(RateEstimateTest::points).sum();
      var estimate = RateEstimate.overFaces(faces).orElseThrow();
      now += holds(estimate.interval(), rate);
      byNormal +=
          holds(
              estimate.basis().method() == Method.EXACT
                  ? estimate.interval()
                  : byNormalQuantile(
                      prompts.stream()
                          .map(one ->
                              new Proportion(
                                  one.stream().mapToInt(RateEstimateTest::points).sum(),
                                  one.size() * ITEMS))
                          .toList()),
              rate);
      overPoints += holds(Wilson.interval(points, faces.size() * ITEMS), rate);
    }
    double studies = STUDIES;
    return new Covered(now / studies, byNormal / studies, overPoints / studies);
  }

  private static Interval byNormalQuantile(List<Proportion> clusters) {
    return DesignEffect.of(clusters, ConfidenceLevel.PERCENT_95)
        .orElseThrow()
        .effect()
        .orElseThrow()
        .interval();
  }

  /// The faces of each prompt, of items that hold where a normal number lies below the quantile of
  /// the rate.
  private static List<List<FaceOutcome>> study(
      RandomGenerator random, Design design, double rate, Together together) {
    double quantile = ConfidenceLevel.NORMAL.inverseCumulativeProbability(rate);
    var prompts = new ArrayList<List<FaceOutcome>>();
    for (int prompt = 0; prompt < design.prompts(); prompt++) {
      double ofPrompt = Math.sqrt(together.prompt()) * random.nextGaussian();
      var faces = new ArrayList<FaceOutcome>();
      for (int seed = 0; seed < design.seeds(); seed++) {
        double ofSeed = ofPrompt + Math.sqrt(together.seed()) * random.nextGaussian();
        for (int scale = 0; scale < design.scales(); scale++) {
          double ofFace = ofSeed + Math.sqrt(together.face()) * random.nextGaussian();
          int points = 0;
          for (int item = 0; item < ITEMS; item++) {
            points += ofFace + Math.sqrt(together.own()) * random.nextGaussian() < quantile ? 1 : 0;
          }
          faces.add(face("prompt " + prompt, points));
        }
      }
      prompts.add(faces);
    }
    return prompts;
  }

  private static int holds(Interval interval, double rate) {
    return interval.contains(rate) ? 1 : 0;
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
