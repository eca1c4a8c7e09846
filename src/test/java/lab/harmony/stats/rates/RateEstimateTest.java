package lab.harmony.stats.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.IntervalBasis;
import lab.harmony.stats.IntervalBasis.Method;
import lab.harmony.stats.IntervalBasis.Over;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class RateEstimateTest {

  private static final int ITEMS = 3;

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

  private static Interval byNormalQuantile(List<Proportion> clusters) {
    return DesignEffect.of(clusters, ConfidenceLevel.PERCENT_95)
        .orElseThrow()
        .effect()
        .orElseThrow()
        .interval();
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
