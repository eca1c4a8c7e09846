package lab.harmony.blind.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.harmony.blind.results.findings.ArmComparison;
import lab.harmony.blind.results.findings.BlindFindings;
import lab.harmony.blind.results.findings.MachineBeside;
import lab.harmony.blind.results.findings.RaterAgreement;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.telling.BlindClaims;
import lab.harmony.blind.results.telling.BlindResults;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.stats.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What may not be said, although numbers could be computed.
@Tag("unit")
class BlindHonestyTest {

  /// Two raters of so many faces of each prompt, whom half of the prompts divide.
  private static List<Rated> divided(int prompts, int facesOfEach) {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      for (int face = 0; face < facesOfEach; face++) {
        var unit = RatedFaces.unit(prompt * facesOfEach + face, prompt, 0);
        boolean good = (prompt + face) % 2 == 0;
        boolean other = good ^ prompt % 2 == 0;
        rated.add(RatedFaces.of(0, unit, RatedFaces.items(good, good, good)));
        rated.add(RatedFaces.of(1, unit, RatedFaces.items(other, other, other)));
      }
    }
    return rated;
  }

  private static RaterAgreement agreement(List<Rated> rated) {
    return RaterAgreement.all(RatedFaces.session(BlindForm.CHECKLIST, 1, 2, rated), rated)
        .getFirst();
  }

  @Test
  void theIntervalOfAgreementIsOverPromptsSinceAllThatIsSaidOfOneGoesTogether() {
    var few = agreement(divided(12, 1)).alpha().interval().orElseThrow();
    var many = agreement(divided(12, 8)).alpha().interval().orElseThrow();
    assertThat(many.upper() - many.lower())
        .as("eight faces of each prompt tell no more of prompts")
        .isGreaterThan(0.7 * (few.upper() - few.lower()));
    assertThat(agreement(divided(12, 8)).prompts()).isEqualTo(12);
    assertThat(agreement(divided(12, 8)).units()).isEqualTo(96);
  }

  /// Orders of four by two raters: in three of four prompts both say the arms are best in this
  /// order, in each fourth the second rater exchanges the first two.
  private static RaterAgreement ofOrders(int... fromTheBest) {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 12; prompt++) {
      var unit = RatedFaces.unit(prompt, prompt, 0, 1, 2, 3);
      rated.add(RatedFaces.of(0, unit, order(fromTheBest)));
      int[] other = fromTheBest.clone();
      if (prompt % 4 == 0) {
        other[0] = fromTheBest[1];
        other[1] = fromTheBest[0];
      }
      rated.add(RatedFaces.of(1, unit, order(other)));
    }
    return RaterAgreement.all(RatedFaces.session(BlindForm.ORDER, 4, 2, rated), rated).getFirst();
  }

  private static Judgement order(int... fromTheBest) {
    return new Judgement.Order(IntStream.of(fromTheBest).mapToObj(List::of).toList());
  }

  @Test
  void agreementOfOrdersDoesNotDependOnHowArmsAreNumbered() {
    var one = ofOrders(0, 1, 2, 3);
    // 6 pairs of 12 orders, 3 of which disagree in one pair; values are half and half.
    assertThat(one.units()).isEqualTo(72);
    double expected = 144 / 287.0;
    assertThat(one.alpha().alpha().orElseThrow())
        .isCloseTo(1 - (3 / 72.0) / expected, within(1e-12));
    for (var other : List.of(ofOrders(1, 3, 0, 2), ofOrders(3, 2, 1, 0), ofOrders(2, 0, 3, 1))) {
      assertThat(other.alpha().alpha().orElseThrow())
          .isCloseTo(one.alpha().alpha().orElseThrow(), within(1e-12));
      assertThat(other.alpha().interval().whyMissing())
          .as("3 of 12 prompts differ, which say too little of how far the next would")
          .contains(Reason.TOO_RARE);
    }
  }

  private static RaterAgreement ofPairs(int... numbers) {
    var rated = new ArrayList<Rated>();
    for (int at = 0; at < 36; at++) {
      int better = numbers[at % 3 == 2 ? 1 : 0];
      int worse = numbers[at % 3 == 0 ? 1 : 2];
      var unit = RatedFaces.unit(at, at / 3, Math.min(better, worse), Math.max(better, worse));
      for (int rater = 0; rater < 2; rater++) {
        boolean asOthers = rater == 0 || at % 5 > 0;
        rated.add(
            RatedFaces.of(rater, unit, RatedFaces.prefers(asOthers == better < worse ? 1 : -1)));
      }
    }
    return RaterAgreement.all(RatedFaces.session(BlindForm.PAIRS, 3, 2, rated), rated).getFirst();
  }

  @Test
  void norDoesThatOfPairsOfThreeArms() {
    double alpha = ofPairs(0, 1, 2).alpha().alpha().orElseThrow();
    assertThat(ofPairs(0, 1, 2).units()).isEqualTo(36);
    for (var other : List.of(ofPairs(1, 0, 2), ofPairs(2, 0, 1), ofPairs(2, 1, 0))) {
      assertThat(other.alpha().alpha().orElseThrow()).isCloseTo(alpha, within(1e-12));
      assertThat(other.alpha().interval().orElseThrow().lower())
          .isCloseTo(ofPairs(0, 1, 2).alpha().interval().orElseThrow().lower(), within(1e-12));
    }
  }

  @Test
  void ratersWhoAlwaysAgreeAreSaidToAndNotThatNothingCanBeSaid() {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 12; prompt++) {
      var unit = RatedFaces.unit(prompt, prompt, 0);
      boolean good = prompt % 2 == 0;
      rated.add(RatedFaces.of(0, unit, RatedFaces.items(good, good, good)));
      rated.add(RatedFaces.of(1, unit, RatedFaces.items(good, good, good)));
    }
    assertThat(agreement(rated).alpha().alpha().orElseThrow()).isEqualTo(1);
    assertThat(claims(1, rated))
        .anyMatch(words ->
            words.startsWith(
                "Raters agreed on harmony points in each of 12 prompts alike: Krippendorff's alpha 1.00, without an interval"));
  }

  /// Two raters of twelve prompts who differ in the first ones.
  private static List<Rated> differingIn(int prompts) {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 12; prompt++) {
      var unit = RatedFaces.unit(prompt, prompt, 0);
      boolean good = prompt % 2 == 0;
      boolean other = prompt < prompts ? !good : good;
      rated.add(RatedFaces.of(0, unit, RatedFaces.items(good, good, good)));
      rated.add(RatedFaces.of(1, unit, RatedFaces.items(other, other, other)));
    }
    return rated;
  }

  @Test
  void ofTwoPromptsInWhichRatersDifferThereIsNoIntervalAndOfThreeThereIs() {
    for (int few : List.of(1, 2)) {
      var agreement = agreement(differingIn(few));
      assertThat(agreement.alpha().alpha().found()).isPresent();
      assertThat(agreement.alpha().interval().whyMissing()).contains(Reason.DIFFER_TOO_RARELY);
      assertThat(claims(1, differingIn(few)))
          .anyMatch(words ->
              words.equals(
                  "How far raters agree cannot be said: judges differ in one or two prompts, on which an interval would rest alone."));
    }
    assertThat(agreement(differingIn(3)).alpha().interval().found()).isPresent();
  }

  @Test
  void ofFewPromptsThereIsNoIntervalOfAgreementHoweverManyFaces() {
    var rated = divided(6, 16);
    assertThat(agreement(rated).alpha().alpha().found()).isPresent();
    assertThat(agreement(rated).alpha().interval().whyMissing()).contains(Reason.TOO_FEW);
    assertThat(claims(1, rated))
        .anyMatch(words ->
            words.equals(
                "How far raters agree cannot be said: of 6 prompts there is no interval, 8 are needed."));
  }

  @Test
  void whatWasLeftOutIsSaidBesideTheAgreement() {
    var rated = new ArrayList<>(divided(12, 1));
    for (int at = 0; at < 5; at++) {
      rated.set(at, RatedFaces.of(0, rated.get(at).unit(), new Judgement.CannotTell()));
    }
    assertThat(claims(1, rated))
        .anyMatch(
            words -> words.contains("5 of 24 answers left out, cannot tell or intended conflict"));
  }

  private static List<String> claims(int arms, List<Rated> rated) {
    var session = RatedFaces.session(BlindForm.CHECKLIST, arms, 3, rated);
    return BlindClaims.of(session, BlindFindings.of(session, rated));
  }

  /// Rater 0 judges arm 0 alone, mildly; rater 1 arm 1 alone, strictly.
  private static List<Rated> apart() {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 12; prompt++) {
      rated.add(
          RatedFaces.of(0, RatedFaces.unit(prompt, prompt, 0), RatedFaces.items(true, true, true)));
      rated.add(
          RatedFaces.of(
              1, RatedFaces.unit(100 + prompt, prompt, 1), RatedFaces.items(false, false, false)));
    }
    return rated;
  }

  @Test
  void armsThatNoRaterJudgedBothOfAreNotCompared() {
    var comparison = ArmComparison.ofFaces(0, 1, apart());
    assertThat(comparison.pairs()).isEqualTo(12);
    assertThat(comparison.isShown()).isFalse();
    assertThat(comparison.p().whyMissing()).contains(Reason.NO_COMMON_RATER);
    assertThat(claims(2, apart()))
        .contains(
            "Nothing can be said of arm 0 and arm 1: no rater judged both, so a difference may be one of raters.");
  }

  @Test
  void whereFewRatersJudgedBothThatIsSaid() {
    var rated = apart();
    rated.add(RatedFaces.of(2, RatedFaces.unit(0, 0, 0), RatedFaces.items(true, false, false)));
    rated.add(RatedFaces.of(2, RatedFaces.unit(100, 0, 1), RatedFaces.items(false, true, false)));
    assertThat(ArmComparison.ofFaces(0, 1, rated).raters())
        .isEqualTo(new ArmComparison.Raters(1, 3));
    assertThat(claims(2, rated)).anyMatch(words -> words.contains("1 of 3 raters judged both"));
  }

  @Test
  void judgesOfOneNameAndOtherWeightsAreToldApartAndEachByItsOwnReadings() {
    Map<String, MachineVerdict> readings = new HashMap<>();
    for (int prompt = 0; prompt < 12; prompt++) {
      boolean says = prompt % 2 == 0;
      readings.put(
          "r0/" + prompt,
          new MachineVerdict(
              "eyes", prompt < 4 ? "aaaa" : "bbbb", new Checklist(says, says, says)));
    }
    var machines =
        BlindResults.of(
                RatedFaces.session(BlindForm.CHECKLIST, 1, 2, divided(12, 1)),
                readings,
                List.of(List.of()))
            .machines();
    assertThat(machines)
        .extracting(machine -> machine.judge().words())
        .containsExactly("eyes with the weights aaaa", "eyes with the weights bbbb");
    assertThat(machines).extracting(MachineBeside::pictures).containsExactly(4, 8);
  }
}
