package lab.harmony.blind.results.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.harmony.blind.results.RatedFaces;
import lab.harmony.blind.results.findings.ArmComparison;
import lab.harmony.blind.results.findings.ArmResult;
import lab.harmony.blind.results.findings.BlindFindings;
import lab.harmony.blind.results.findings.PeopleAndMachine;
import lab.harmony.blind.results.findings.RaterPassport;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import lab.harmony.stats.preference.BradleyTerry;
import lab.harmony.stats.preference.ClusteredStrengths;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BlindResultsTest {

  private static BlindResults told(RatedSession session) {
    return BlindResults.of(session, Map.of(), List.of());
  }

  private static List<String> claims(RatedSession session) {
    var told = told(session);
    return told.claims(told.blind().orElseThrow());
  }

  /// So many prompts, of which the first `won` prefer the first arm and the others the second.
  private static List<Rated> pairs(int prompts, int won) {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      rated.add(
          RatedFaces.of(
              0, RatedFaces.unit(prompt, prompt, 0, 1), RatedFaces.prefers(prompt < won ? 1 : -1)));
    }
    return rated;
  }

  @Test
  void aDifferenceIsSaidToBeShownOnlyWhereTestAndIntervalAgree() {
    assertThat(claims(RatedFaces.session(BlindForm.PAIRS, 2, 1, pairs(40, 32))).getFirst())
        .startsWith("Shown: arm 0 is preferred to arm 1 by 60 percentage points")
        .contains("40 pairs of 40 prompts", "p < 0.001");
    assertThat(claims(RatedFaces.session(BlindForm.PAIRS, 2, 1, pairs(40, 22))).getFirst())
        .startsWith("Not shown, neither a difference of arm 0 and arm 1 nor that they are equal");
  }

  @Test
  void fewPromptsThatAllSayTheSameAreNotSaidToShowAnything() {
    assertThat(claims(RatedFaces.session(BlindForm.PAIRS, 2, 1, pairs(4, 4))).getFirst())
        .startsWith("Not shown: all 4 prompts")
        .contains("p = 0.13");
    assertThat(claims(RatedFaces.session(BlindForm.PAIRS, 2, 1, pairs(12, 12))).getFirst())
        .startsWith("Shown: all 12 prompts");
  }

  @Test
  void strengthsThatDoNotExistAreRefusedByNameAndInWords() {
    var separated = told(RatedFaces.session(BlindForm.PAIRS, 2, 1, pairs(12, 12)));
    assertThat(separated.blind().orElseThrow().strengths().orElseThrow())
        .isInstanceOfSatisfying(
            ClusteredStrengths.Refused.class,
            refused -> assertThat(refused.why().cause()).isEqualTo(BradleyTerry.Cause.SEPARATED));
    assertThat(separated.claims(separated.blind().orElseThrow()))
        .anyMatch(words ->
            words.startsWith(
                "The arms have no common order of strength. Between these groups one side won every time"));
    var apart = new ArrayList<>(pairs(6, 3));
    for (int prompt = 6; prompt < 12; prompt++) {
      apart.add(
          RatedFaces.of(
              0,
              RatedFaces.unit(prompt, prompt, 2, 3),
              RatedFaces.prefers(prompt % 2 == 0 ? 1 : -1)));
    }
    assertThat(claims(RatedFaces.session(BlindForm.PAIRS, 4, 1, apart)))
        .anyMatch(words ->
            words.contains("never compared with each other")
                && words.contains("arm 0, arm 1 | arm 2, arm 3"));
  }

  @Test
  void strengthsThatHangByOnePromptHaveNoInterval() {
    var found =
        (ClusteredStrengths.Found)
            told(RatedFaces.session(BlindForm.PAIRS, 2, 1, pairs(12, 11)))
                .blind()
                .orElseThrow()
                .strengths()
                .orElseThrow();
    assertThat(found.strengths().differences().getFirst().interval().whyMissing())
        .contains(Reason.ONE_CLUSTER_DECIDES);
    var told = told(RatedFaces.session(BlindForm.PAIRS, 2, 1, pairs(12, 11)));
    assertThat(told.claims(told.blind().orElseThrow()))
        .anyMatch(words -> words.contains("no arm stands clearly above another"));
  }

  @Test
  void anOrderOfSeveralCountsForEachTwoOfThem() {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 12; prompt++) {
      rated.add(
          RatedFaces.of(
              0,
              RatedFaces.unit(prompt, prompt, 0, 1, 2),
              new Judgement.Order(List.of(List.of(2), List.of(0, 1)))));
    }
    assertThat(ArmComparison.ofPairs(0, 2, rated).choices()).containsExactly(0, 12, 0, 0);
    assertThat(ArmComparison.ofPairs(0, 1, rated).choices()).containsExactly(0, 0, 12, 0);
  }

  /// Three raters of each face; the first two always agree, the third errs where told.
  private static List<Rated> faces(int faces, int third) {
    var rated = new ArrayList<Rated>();
    for (int face = 0; face < faces; face++) {
      boolean good = face % 2 == 0;
      for (int rater = 0; rater < 3; rater++) {
        boolean says = good ^ (rater == 2 && face < third);
        rated.add(
            RatedFaces.of(
                rater, RatedFaces.unit(face, face, 0), RatedFaces.items(says, says, says)));
      }
    }
    return rated;
  }

  private static Map<String, MachineVerdict> judge(int faces, int wrong) {
    var readings = new HashMap<String, MachineVerdict>();
    for (int face = 0; face < faces; face++) {
      boolean says = (face % 2 == 0) ^ (face < wrong);
      readings.put(
          "r0/" + face, new MachineVerdict("eyes-1", "e1", new Checklist(says, says, says)));
    }
    return readings;
  }

  @Test
  void aMachineJudgeBelowASingleRaterHasNoVerdict() {
    var session = RatedFaces.session(BlindForm.CHECKLIST, 1, 3, faces(40, 6));
    var good = BlindResults.of(session, judge(40, 0), List.of(List.of()));
    assertThat(good.machines()).hasSize(1);
    assertThat(good.machines().getFirst().hasVerdict()).isTrue();
    var always = new HashMap<String, MachineVerdict>();
    judge(40, 0)
        .forEach((image, _) ->
            always.put(image, new MachineVerdict("eyes-1", "e1", new Checklist(true, true, true))));
    assertThat(BlindResults.of(session, always, List.of(List.of())).machines().getFirst())
        .as("says the same of all")
        .matches(judge -> !judge.hasVerdict());
    var bad = BlindResults.of(session, judge(40, 20), List.of(List.of()));
    assertThat(bad.machines().getFirst().hasVerdict()).isFalse();
    assertThat(bad.machines().getFirst().joined()).isEmpty();
    assertThat(BlindTelling.of(bad))
        .anySatisfy(section ->
            assertThat(section.paragraphs())
                .anyMatch(
                    words -> words.startsWith("No verdict: it says what most raters say in 56 %")));
  }

  @Test
  void aMachineJudgeHasNoVerdictWhereNothingWasRatedByTwo() {
    var alone = faces(20, 0).stream().filter(one -> one.rater() == 0).toList();
    var told =
        BlindResults.of(
            RatedFaces.session(BlindForm.CHECKLIST, 1, 1, alone), judge(20, 0), List.of(List.of()));
    assertThat(told.machines().getFirst().hasVerdict()).isFalse();
    assertThat(BlindTelling.of(told))
        .anySatisfy(section ->
            assertThat(section.paragraphs())
                .anyMatch(words -> words.startsWith("No verdict: no face was rated by two")));
  }

  @Test
  void readingsOfOtherPromptsJoinWhatPeopleSayAndAreMarkedAsThat() {
    var others = new ArrayList<PeopleAndMachine.Read>();
    for (int face = 40; face < 240; face++) {
      boolean says = face % 2 == 0;
      others.add(
          new PeopleAndMachine.Read(
              RatedFaces.unit(face, face, 0).prompt(),
              new MachineVerdict("eyes-1", "e1", new Checklist(says, says, says))));
    }
    others.add(
        new PeopleAndMachine.Read(
            RatedFaces.unit(0, 0, 0).prompt(),
            new MachineVerdict("eyes-1", "e1", new Checklist(true, true, true))));
    var told =
        BlindResults.of(
            RatedFaces.session(BlindForm.CHECKLIST, 1, 3, faces(40, 4)),
            judge(40, 0),
            List.of(others));
    var joined = told.machines().getFirst().joined().getFirst();
    assertThat(joined.rated()).isEqualTo(40);
    assertThat(joined.others()).as("a prompt that people rated is no other").isEqualTo(200);
    assertThat(joined.share().orElseThrow().tuned().standardError())
        .isLessThan(joined.share().orElseThrow().classical().standardError());
    assertThat(BlindTelling.of(told))
        .anySatisfy(section ->
            assertThat(section.paragraphs())
                .anyMatch(words ->
                    words.contains("prediction-powered estimate): only if the rated prompts")));
  }

  /// Whoever exchanges two neighbours each time agrees in five of the six pairs of an order.
  @Test
  void passportsOfOrdersCountEachTwoFacesAndTheLeftOfThem() {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 10; prompt++) {
      var unit = RatedFaces.unit(prompt, prompt, 0, 1, 2, 3);
      var mine = RatedFaces.of(0, unit, order(0, 1, 2, 3));
      rated.add(mine);
      rated.add(RatedFaces.again(mine, order(0, 1, 3, 2)));
      rated.add(RatedFaces.of(1, unit, order(3, 2, 1, 0)));
    }
    var session = RatedFaces.session(BlindForm.ORDER, 4, 2, rated);
    var passport = RaterPassport.of(session, 0);
    assertThat(passport.self().same()).as("all four alike").isZero();
    assertThat(passport.same()).isEqualTo(new Proportion(50, 60));
    assertThat(passport.sameAgain().orElseThrow().share()).isEqualTo(5 / 6.0);
    assertThat(passport.others()).isEqualTo(new Proportion(0, 60));
    assertThat(passport.left()).contains(new Proportion(60 + 50, 120));
    assertThat(RaterPassport.of(session, 1).left()).contains(new Proportion(0, 60));
    assertThat(BlindTelling.passport(passport).rows())
        .contains(List.of("Left preferred", "92 % (110 of 120)"))
        .anySatisfy(row -> assertThat(row.getFirst()).contains("of each two faces"));
    assertThat(BlindTelling.raters(session, List.of(passport)).getFirst().paragraphs())
        .singleElement()
        .asString()
        .contains("Of orders each two faces count for themselves");
  }

  @Test
  void differencesOfOrdersHaveNoColumnsForWhatNobodyCanSay() {
    var session = RatedFaces.session(BlindForm.ORDER, 4, 1, orders(order(0, 1, 2, 3)));
    var table = ArmTables.comparisons(session, BlindFindings.of(session, session.rated()));
    assertThat(table.header())
        .contains("First above", "Second above")
        .doesNotContain("Equal", "Both bad", "First preferred");
    assertThat(table.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.header()));
    var ties =
        RatedFaces.session(
            BlindForm.ORDER,
            4,
            1,
            orders(new Judgement.Order(List.of(List.of(0), List.of(1, 2), List.of(3)))));
    var tied = ArmTables.comparisons(ties, BlindFindings.of(ties, ties.rated()));
    assertThat(tied.header()).contains("Equal").doesNotContain("Both bad");
    assertThat(tied.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(tied.header()));
  }

  private static List<Rated> orders(Judgement order) {
    return IntStream.range(0, 10)
        .mapToObj(prompt -> RatedFaces.of(0, RatedFaces.unit(prompt, prompt, 0, 1, 2, 3), order))
        .toList();
  }

  private static Judgement order(Integer... bestFirst) {
    return new Judgement.Order(java.util.Arrays.stream(bestFirst).map(List::of).toList());
  }

  @Test
  void aPassportCountsRepeatsOthersAndTime() {
    var rated = new ArrayList<>(faces(20, 5));
    rated.add(RatedFaces.again(rated.get(2), RatedFaces.items(true, true, true)));
    rated.add(RatedFaces.again(rated.get(5), RatedFaces.items(true, true, true)));
    var passport = RaterPassport.of(RatedFaces.session(BlindForm.CHECKLIST, 1, 3, rated), 2);
    assertThat(passport.answers()).isEqualTo(22);
    assertThat(passport.self().repeats()).isEqualTo(2);
    assertThat(passport.self().same()).isEqualTo(1);
    assertThat(passport.others().trials()).isEqualTo(40);
    assertThat(passport.others().successes()).isEqualTo(30);
    assertThat(passport.left()).isEmpty();
  }

  @Test
  void ratesAreOverPromptsWhereSeveralFacesStandBehindOne() {
    var rated = new ArrayList<Rated>();
    for (int prompt = 0; prompt < 10; prompt++) {
      for (int face = 0; face < 4; face++) {
        boolean good = (prompt + face) % 3 == 0;
        rated.add(
            RatedFaces.of(
                0,
                RatedFaces.unit(4 * prompt + face, prompt, 0),
                RatedFaces.items(good, good, true)));
      }
    }
    var rate = ArmResult.of(0, rated).rate().orElseThrow();
    assertThat(rate.basis().words()).isEqualTo("over 10 prompts");
    assertThat(claims(RatedFaces.session(BlindForm.CHECKLIST, 1, 1, rated)))
        .anyMatch(words -> words.contains("over 10 prompts)"));
  }
}
