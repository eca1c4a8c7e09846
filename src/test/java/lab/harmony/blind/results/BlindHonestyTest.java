package lab.harmony.blind.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.blind.BlindForm;
import lab.harmony.review.Checklist;
import lab.harmony.review.MachineVerdict;
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
