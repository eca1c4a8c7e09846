package lab.harmony.comparison;

import static lab.harmony.comparison.ComparedFaces.compared;
import static lab.harmony.comparison.ComparedFaces.prompts;
import static lab.harmony.comparison.ComparedFaces.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmScore;
import lab.harmony.comparison.counted.AnytimePower;
import lab.harmony.comparison.counted.ByPrompt;
import lab.harmony.comparison.counted.ComparisonVerdict;
import lab.harmony.comparison.counted.MorePairs;
import lab.harmony.comparison.counted.PairPlan;
import lab.harmony.comparison.counted.PairedSuccess;
import lab.harmony.stats.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Expected numbers are those of scipy: `binomtest`, likelihoods maximised by `minimize_scalar` for
/// Tango's interval, all signs one after the other, and the power counted over `binom.pmf`.
@Tag("unit")
class ComparisonsTest {

  @Test
  void aDifferenceThatIsShownIsSaidWithItsIntervalAndP() {
    var comparison = compared(table(20, 14, 3, 11));
    var numbers = comparison.numbers().orElseThrow();
    assertThat(numbers.success().p()).isCloseTo(0.012725830078125, within(1e-12));
    var interval = numbers.success().interval().orElseThrow();
    assertThat(interval.lower()).isCloseTo(0.06729357394025892, within(1e-6));
    assertThat(interval.upper()).isCloseTo(0.38681519248737073, within(1e-6));
    assertThat(comparison.sentence())
        .isEqualTo(
            "Shown: new has more perfect faces than old, by 23 percentage points (95 % interval"
                + " 7 to 39); p = 0.013, 48 pairs.");
    assertThat(comparison.verdict()).isInstanceOf(ComparisonVerdict.Better.class);
    assertThat(comparison.decidedBy()).isEqualTo("model or adapters");
  }

  @Test
  void theSameTheOtherWayRoundIsWorse() {
    var comparison = compared(table(20, 3, 14, 11));
    assertThat(comparison.sentence())
        .isEqualTo(
            "Shown: new has fewer perfect faces than old, by 23 percentage points (95 % interval"
                + " 7 to 39); p = 0.013, 48 pairs.");
    assertThat(comparison.verdict()).isInstanceOf(ComparisonVerdict.Worse.class);
  }

  @Test
  void whatIsNotShownSaysWhatCouldBeAndHowManyPairsMoreWouldDo() {
    var comparison = compared(table(20, 9, 4, 15));
    assertThat(comparison.numbers().orElseThrow().success().p())
        .isCloseTo(0.266845703125, within(1e-12));
    assertThat(comparison.sentence())
        .isEqualTo(
            "Not shown: 48 pairs would show a difference of about 21 percentage points in four of"
                + " five such studies, if as many pairs disagree as here; about 346 more pairs would"
                + " do, of other prompts: more seeds of these would not.");
    assertThat(comparison.verdict())
        .isInstanceOfSatisfying(
            ComparisonVerdict.NotShown.class,
            it ->
                assertThat(it.detectable().orElseThrow())
                    .isCloseTo(0.21124799665344093, within(2e-7)));
  }

  @Test
  void noDifferenceCannotBePlannedFor() {
    assertThat(compared(table(20, 5, 5, 18)).sentence())
        .endsWith("both were as often perfect, so no number of pairs can be planned for.");
    assertThat(compared(table(400, 21, 20, 18)).sentence())
        .endsWith("for the difference that was seen even 2000 pairs would be too few.");
  }

  @Test
  void fivePairsAreTooFewWhateverTheyAreLike() {
    assertThat(compared(table(0, 5, 0, 0)).sentence())
        .isEqualTo("Too few: 5 pairs can show nothing; at least 6 prompts are needed.");
    assertThat(compared(table(0, 6, 0, 0)).verdict()).isInstanceOf(ComparisonVerdict.Better.class);
  }

  @Test
  void withoutAPairItSaysWhy() {
    var arms = table(1, 1, 1, 1);
    var elsewhere =
        ComparedFaces.arm(
            "other",
            ComparedFaces.face(ComparedFaces.place("elsewhere", 1, "x"), ComparedFaces.points(3)));
    assertThat(compared(List.of(elsewhere, arms.getFirst())).sentence())
        .isEqualTo("No pairs: the two have no prompt and seed in common.");
    var unscored =
        ComparedFaces.arm(
            "other",
            ComparedFaces.face(ComparedFaces.place("prompt0", 42, "x"), new ArmScore.Unscored()));
    assertThat(compared(List.of(unscored, arms.getFirst())).sentence())
        .isEqualTo("No pairs: no two faces of one prompt and seed are both scored by people.");
    assertThat(compared(List.of(ComparedFaces.arm("none"), arms.getFirst())).sentence())
        .isEqualTo("No pairs: none has no face.");
  }

  @Test
  void theSeedsOfAPromptAreNoIndependentWitnesses() {
    var comparison =
        compared(
            prompts(
                new int[] {1, 1, 0},
                new int[] {1, 0, 0},
                new int[] {0, 0, 0},
                new int[] {1, 1, 1},
                new int[] {0, 0, -1},
                new int[] {1, 0, 0},
                new int[] {1, 1, 0},
                new int[] {0, 0, 0}));
    var success = comparison.numbers().orElseThrow().success();
    assertThat(success.difference()).isCloseTo(8 / 24.0, within(1e-12));
    // Taken as independent, the 24 pairs would have p = 0.021.
    assertThat(success.p()).isCloseTo(0.125, within(1e-12));
    assertThat(success.interval().orElseThrow().contains(8 / 24.0)).isTrue();
    assertThat(comparison.sentence()).startsWith("Not shown: 24 pairs of 8 prompts would show");
  }

  @Test
  void promptsThatAreAllAlikeCountAsOnePairEach() {
    var alike = IntStream.range(0, 8).mapToObj(_ -> new int[] {1, 1, 1, 1}).toArray(int[][]::new);
    var success = compared(prompts(alike)).numbers().orElseThrow().success();
    assertThat(success.p()).isEqualTo(2 / 256.0);
    assertThat(success.interval().orElseThrow().upper()).isEqualTo(1);
    // Tango's of 8 pairs that all went one way: (8 - z²) / (8 + z²).
    assertThat(success.interval().orElseThrow().lower()).isCloseTo(0.35118487, within(1e-8));
    var few = IntStream.range(0, 3).mapToObj(_ -> new int[] {1, 1}).toArray(int[][]::new);
    assertThat(compared(prompts(few)).numbers().orElseThrow().success().interval().whyMissing())
        .contains(Reason.TOO_FEW);
  }

  @Test
  void whereSeedsAreAlikeMoreOfThemWouldNotDo() {
    var comparison =
        compared(
            prompts(
                new int[] {1, 1, 1},
                new int[] {-1, -1, -1},
                new int[] {1, 1, 1},
                new int[] {0, 0, 0},
                new int[] {1, 1, 1},
                new int[] {-1, -1, -1},
                new int[] {1, 1, 1},
                new int[] {0, 0, 0}));
    assertThat(comparison.sentence())
        .contains("more pairs would do, of other prompts: more seeds of these would not");
  }

  @Test
  void amongSeveralTheyAreHolmsP() {
    var baseline = scored("old", 23, 0);
    var all =
        Comparisons.of(
                baseline,
                List.of(scored("one", 20, 14), scored("two", 19, 13), scored("three", 15, 9)))
            .all();
    var p = all.stream().mapToDouble(it -> it.numbers().orElseThrow().success().p()).toArray();
    assertThat(all.get(0).numbers().orElseThrow().successP())
        .isCloseTo(3 * p[0], within(1e-12))
        .isLessThan(0.05);
    assertThat(all.get(0).sentence()).contains("p = 0.038 among 3 comparisons");
    assertThat(p[1]).isLessThan(0.05);
    assertThat(all.get(1).verdict()).isInstanceOf(ComparisonVerdict.NotShown.class);
  }

  /// Of 48 prompts, so many of the first 23 are perfect, and so many of the others.
  private static Arm scored(String name, int ofFirst, int ofOthers) {
    return ComparedFaces.arm(
        name,
        IntStream.range(0, 48)
            .mapToObj(at ->
                ComparedFaces.face(
                    ComparedFaces.place("prompt" + at, 42, name),
                    ComparedFaces.points(at < ofFirst || 23 <= at && at < 23 + ofOthers ? 3 : 1)))
            .toList());
  }

  @Test
  void theSameFacesGiveTheSameNumbers() {
    var arms =
        prompts(
            new int[] {1, 1, 0},
            new int[] {1, 0, 0},
            new int[] {0, -1, 0},
            new int[] {1, 1, 1},
            new int[] {0, 0, -1},
            new int[] {1, 0, 0});
    assertThat(compared(arms)).isEqualTo(compared(arms));
    assertThat(compared(arms).numbers().orElseThrow().points().interval())
        .isEqualTo(compared(arms).numbers().orElseThrow().points().interval());
  }

  @Test
  void pointsAreSaidBesideWithStudentsInterval() {
    // R: t.test(c(2, 2, 2, -1, 0, 0)): mean 0.8333, 95 % interval -0.5610 to 2.2276
    var points = compared(table(1, 3, 1, 1)).numbers().orElseThrow().points();
    assertThat(points.better()).isEqualTo(3);
    assertThat(points.same()).isEqualTo(2);
    assertThat(points.worse()).isEqualTo(1);
    assertThat(points.difference()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(points.interval().orElseThrow().lower()).isCloseTo(-0.5610, within(2e-3));
    assertThat(points.p()).isCloseTo(0.25, within(1e-12));
  }

  /// Six wordings of ten seeds; what each gains.
  private static List<Arm> gains(int... each) {
    return prompts(
        IntStream.of(each)
            .mapToObj(gain -> IntStream.range(0, 10).map(at -> at < gain ? 1 : 0).toArray())
            .toArray(int[][]::new));
  }

  @Test
  void whatTheTestShowsAndTheIntervalDoesNotIsNotShown() {
    var comparison = compared(gains(10, 1, 1, 1, 1, 1));
    var success = comparison.numbers().orElseThrow().success();
    assertThat(success.p()).isEqualTo(0.03125);
    // scipy: t.interval(.95, 5, mean, sem) of 1, .1, .1, .1, .1, .1
    assertThat(success.interval().orElseThrow().lower()).isCloseTo(-0.135587275, within(1e-8));
    assertThat(success.interval().orElseThrow().upper()).isCloseTo(0.635587275, within(1e-8));
    assertThat(comparison.verdict().word()).isEqualTo("not shown");
    assertThat(comparison.sentence())
        .isEqualTo(
            "Not shown: test and interval do not agree (by 25 percentage points (95 % interval −14"
                + " to 64), p = 0.031, 60 pairs of 6 prompts): p is small, and yet the interval has"
                + " 0 in it, as happens where a few prompts carry the difference; other prompts would"
                + " tell.");
  }

  @Test
  void anIntervalThatLeavesOutNothingAloneIsExplained() {
    var comparison = compared(table(20, 5, 0, 23));
    var numbers = comparison.numbers().orElseThrow();
    assertThat(numbers.success().p()).isEqualTo(0.0625);
    assertThat(numbers.success().interval().orElseThrow().contains(0)).isFalse();
    assertThat(comparison.verdict().word()).isEqualTo("not shown");
    assertThat(ComparisonWords.ofInterval(numbers).orElseThrow())
        .isEqualTo(
            "the interval leaves 0 out, but is by a less strict method than p: alone it is not"
                + " enough");
    assertThat(ComparisonWords.ofInterval(compared(table(20, 14, 3, 11)).numbers().orElseThrow()))
        .isEmpty();
    var among =
        Comparisons.of(scored("old", 23, 0), List.of(scored("one", 20, 14), scored("two", 19, 13)));
    assertThat(ComparisonWords.ofInterval(among.all().getFirst().numbers().orElseThrow()))
        .contains("the interval is for this comparison alone");
  }

  @Test
  void whereNoneDisagreeNothingIsPromised() {
    assertThat(compared(table(20, 0, 0, 28)).sentence())
        .isEqualTo(
            "Not shown: what difference 48 pairs would show cannot be said, since none of them"
                + " disagree; both were as often perfect, so no number of pairs can be planned for.");
    // Six of 48 are below what the same 48 show in four of five studies, and are shown.
    assertThat(compared(table(20, 6, 0, 22)).verdict())
        .isInstanceOf(ComparisonVerdict.Better.class);
  }

  @Test
  void whatHolmShowsIsNotCalledTooFew() {
    var six = first(scored("six", 20, 0), 6);
    var baseline = scored("old", 0, 0);
    var among = Comparisons.of(baseline, List.of(six, scored("a", 20, 9), scored("b", 21, 9)));
    assertThat(among.all().getFirst().numbers().orElseThrow().successP()).isEqualTo(0.03125);
    assertThat(among.all().getFirst().verdict()).isInstanceOf(ComparisonVerdict.Better.class);
    var alone = Comparisons.of(baseline, List.of(six, scored("a", 0, 0), scored("b", 0, 0)));
    assertThat(alone.all().getFirst().sentence())
        .isEqualTo(
            "Too few: 6 pairs can show nothing among 3 comparisons; at least 7 prompts are"
                + " needed.");
  }

  private static Arm first(Arm arm, int faces) {
    return ComparedFaces.arm(arm.name(), arm.faces().subList(0, faces));
  }

  @Test
  void anArmWithoutAPairWasAskedForToo() {
    var among =
        Comparisons.of(
            scored("old", 23, 0), List.of(scored("one", 20, 14), ComparedFaces.arm("none")));
    var numbers = among.all().getFirst().numbers().orElseThrow();
    assertThat(numbers.together()).isEqualTo(2);
    assertThat(numbers.successP()).isCloseTo(2 * numbers.success().p(), within(1e-12));
    assertThat(among.all().getFirst().sentence()).contains("among 2 comparisons");
  }

  @Test
  void seedsThatDoNotHelpAreNotAskedFor() {
    // Unequal seeds: one wording carries all, and the pairs taken by themselves would be enough.
    var lopsided =
        prompts(
            IntStream.range(0, 60).map(_ -> 1).toArray(),
            new int[] {-1},
            new int[] {-1},
            new int[] {1},
            new int[] {0},
            new int[] {1, 1, 0},
            new int[] {1});
    assertThat(compared(lopsided).sentence())
        .startsWith("Not shown")
        .doesNotContain("about 1 more pair")
        .doesNotContain("about 0 more");
    // Enough pairs as such, whose wordings do not agree.
    var success = compared(table(0, 40, 2, 0)).numbers().orElseThrow().success();
    assertThat(new PairPlan(success, 0.05).more())
        .isInstanceOfSatisfying(
            MorePairs.NotOfSamePrompts.class,
            it ->
                assertThat(it.words())
                    .isEqualTo("more seeds of these prompts do not help; other prompts would"));
  }

  @Test
  void pairsAreCountedAsTheirPromptsHaveThem() {
    var prompts =
        new ByPrompt(List.of(List.of(1, 1, 0), List.of(0), List.of(-1, -1), List.of(1, 0)));
    int more = prompts.moreFor((int) prompts.effective() + 1, 1_000).orElseThrow();
    assertThat(more).isGreaterThan(0);
    assertThat(prompts.moreFor((int) Math.ceil(4 / prompts.correlation()) + 1, 10_000)).isEmpty();
    // Without likeness each counts.
    assertThat(new ByPrompt(List.of(List.of(1), List.of(0), List.of(1))).moreFor(10, 100))
        .hasValue(7);
  }

  @Test
  void thePThatMayBeLookedAtAgainGoesByTheOrderInWhichPairsCame() {
    assertThat(compared(table(20, 14, 3, 11)).numbers().orElseThrow().success().anytimeP())
        .as("it was smaller before the last came, and is never less than p")
        .isCloseTo(0.012725830078125, within(1e-12));
    assertThat(
            compared(cameAs(table(20, 14, 3, 11), at -> -at))
                .numbers()
                .orElseThrow()
                .success()
                .anytimeP())
        .isCloseTo(0.0933837890624998, within(1e-12));
  }

  /// What 21 pairs of 8 prompts say that all go one way, the scales of a prompt as alike as can be.
  @Test
  void eachPromptSaysOneThingHoweverOftenOneLooks() {
    var arms =
        prompts(
            Stream.concat(
                    IntStream.range(0, 8)
                        .mapToObj(at -> at < 5 ? new int[] {1, 1, 1} : new int[] {0, 1, 1}),
                    IntStream.range(0, 8).mapToObj(_ -> new int[] {0, 0, 0}))
                .toArray(int[][]::new));
    var success = compared(arms).numbers().orElseThrow().success();
    assertThat(success.table().firstOnly()).isEqualTo(21);
    assertThat(success.p()).isEqualTo(2 / 256.0);
    // Taken as independent: 22/2²¹.
    assertThat(success.anytimeP()).isCloseTo(9 / 256.0, within(1e-12));
  }

  @Test
  void aPromptThatHasSaidItIsNotHeardAgain() {
    var once = prompts(new int[] {1}, new int[] {-1}, new int[] {1}, new int[] {1});
    var seeds =
        prompts(new int[] {1, -1}, new int[] {-1, 1, 1}, new int[] {1, 1, 1}, new int[] {0, 1});
    assertThat(PairedSuccess.of(Pairing.of(seeds.get(0), seeds.get(1)).counted()).outcomes())
        .isEqualTo(PairedSuccess.of(Pairing.of(once.get(0), once.get(1)).counted()).outcomes())
        .containsExactly(true, false, true, true);
  }

  @Test
  void thePThatMayBeLookedAtAgainIsNeverLessThanTheExactOne() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    for (int study = 0; study < 500; study++) {
      var prompts =
          IntStream.range(0, 6 + random.nextInt(10))
              .mapToObj(_ ->
                  IntStream.range(0, 1 + random.nextInt(4))
                      .map(_ -> random.nextInt(4) == 0 ? -1 : random.nextInt(2))
                      .toArray())
              .toArray(int[][]::new);
      var numbers = compared(prompts(prompts)).numbers().orElseThrow();
      assertThat(numbers.success().anytimeP()).isGreaterThanOrEqualTo(numbers.success().p());
      assertThat(numbers.anytimeP()).isGreaterThanOrEqualTo(numbers.successP());
    }
  }

  @Test
  void pairsThatCameInRoundsAreShownByThePThatMayBeLookedAtAgain() {
    var late = cameAs(table(20, 14, 3, 11), at -> -at);
    assertThat(compared(late).verdict()).isInstanceOf(ComparisonVerdict.Better.class);
    assertThat(compared(withAnotherRound(late)).sentence())
        .isEqualTo(
            "Not shown: this p holds for one look at a number of pairs that was fixed beforehand"
                + " (by 22 percentage points (95 % interval 7 to 38), p = 0.013, 49 pairs of 48"
                + " prompts), but these pairs came or were looked at in several rounds; the one that may be looked at"
                + " after every pair is p = 0.093.");
    assertThat(compared(withAnotherRound(table(20, 14, 3, 11))).sentence())
        .startsWith("Shown: new")
        .contains("p = 0.013, which may be looked at after every pair, 49 pairs");
    // People who have scored 48 of 49 pairs look while they go on.
    var other = ComparedFaces.place("more", 42, "new");
    var goesOn =
        List.of(
            with(late.get(0), ComparedFaces.face(other, new ArmScore.Unscored())),
            with(
                late.get(1),
                ComparedFaces.face(
                    ComparedFaces.place("more", 42, "old"), ComparedFaces.points(3))));
    assertThat(compared(goesOn).sentence()).startsWith("Not shown: this p holds for one look");
  }

  /// One more seed of the first prompt, drawn by another run for both.
  private static List<Arm> withAnotherRound(List<Arm> arms) {
    return arms.stream()
        .map(arm -> {
          var face = arm.faces().getFirst();
          return with(
              arm,
              new ArmFace(
                  "later-%s/1".formatted(arm.name()),
                  ComparedFaces.place("prompt0", 43, arm.name()),
                  face.score(),
                  face.known().plusSeconds(1_000),
                  "",
                  "",
                  ""));
        })
        .toList();
  }

  private static Arm with(Arm arm, ArmFace more) {
    return ComparedFaces.arm(
        arm.name(), Stream.concat(arm.faces().stream(), Stream.of(more)).toList());
  }

  private static List<Arm> cameAs(List<Arm> arms, IntUnaryOperator seconds) {
    return arms.stream()
        .map(arm ->
            ComparedFaces.arm(
                arm.name(),
                IntStream.range(0, arm.faces().size())
                    .mapToObj(at -> {
                      var face = arm.faces().get(at);
                      return new ArmFace(
                          face.source(),
                          face.place(),
                          face.score(),
                          Instant.EPOCH.plusSeconds(seconds.applyAsInt(at)),
                          "",
                          "",
                          "");
                    })
                    .toList()))
        .toList();
  }

  @Test
  void howManyPairsWouldDoIsPlannedForThePThatMayBeLookedAtAgain() {
    // scipy: the power summed over binom.pmf
    assertThat(new AnytimePower(9 / 48.0, 4 / 48.0, 0.05).firstPairs(0.8, 2_000)).hasValue(394);
    assertThat(new AnytimePower(5 / 48.0, 0, 0.05).firstPairs(0.8, 2_000)).hasValue(97);
    assertThat(new AnytimePower(21 / 459.0, 20 / 459.0, 0.05).firstPairs(0.8, 2_000)).isEmpty();
  }

  @Test
  void morePairsThanAreKeptAreRefusedBeforeTheyAreCounted() {
    var arms = ComparedFaces.table(2, 2, 1, 1);
    assertThat(
            Comparisons.of(arms.getLast(), List.of(arms.getFirst()), false, 6, (_, _) -> false)
                .all())
        .hasSize(1);
    assertThatThrownBy(() ->
            Comparisons.of(arms.getLast(), List.of(arms.getFirst()), false, 5, (_, _) -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "These arms have 6 pairs, and at most 5 are counted and kept here. Ask parts of the"
                + " arms, such as one scale or one archetype.");
  }

  @Test
  void thatAllPicturesAreTheSameIsSaidOnlyWhereNothingElseIsTheReason() {
    var scores = List.<ArmScore>of(new ArmScore.Points(3), new ArmScore.Unscored());
    var arms =
        Stream.of("new", "old")
            .map(name ->
                ComparedFaces.arm(
                    name,
                    IntStream.range(0, 2)
                        .mapToObj(seed ->
                            ComparedFaces.face(
                                ComparedFaces.place("soft", seed, name), scores.get(seed)))
                        .toList()))
            .toList();
    assertThat(sentence(arms, (one, _) -> one.place().seed() == 0))
        .isEqualTo(
            "No pairs: the two faces of 1 pair are the same picture, pixel for pixel, and no two faces of the others are both scored by people.");
    assertThat(sentence(arms, (_, _) -> true))
        .isEqualTo("No pairs: the faces of the two are the same pictures, pixel for pixel.");
  }

  private static String sentence(List<Arm> arms, BiPredicate<ArmFace, ArmFace> alike) {
    return Comparisons.of(arms.getLast(), List.of(arms.getFirst()), false, Integer.MAX_VALUE, alike)
        .all()
        .getFirst()
        .sentence();
  }
}
