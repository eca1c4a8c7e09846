package lab.harmony.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.counted.ComparisonVerdict;
import lab.harmony.comparison.counted.CountedPair;
import lab.harmony.comparison.counted.PairedPoints;
import lab.harmony.comparison.counted.PairedSuccess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Arms of known rates, compared again and again: how often a false "better" is said, and how often
/// the interval holds the true difference. The chance is drawn by fixed seeds.
@Tag("process")
class ComparisonSimulationTest {

  private static final int STUDIES = 1_000;

  @Test
  void armsThatAreAlikeAreSeldomCalledDifferent() {
    assertThat(called(48, 1, 0.3, 0.3)).isLessThanOrEqualTo(0.05);
    assertThat(called(16, 3, 0.3, 0.3)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void theIntervalHoldsTheTrueDifference() {
    assertThat(covered(48, 1, 0.3, 0.3)).isBetween(0.93, 0.97);
    assertThat(covered(48, 1, 0.5, 0.3)).isBetween(0.93, 0.97);
    assertThat(covered(16, 3, 0.3, 0.3)).isBetween(0.93, 0.97);
    assertThat(covered(16, 3, 0.5, 0.3)).isBetween(0.93, 0.97);
  }

  @Test
  void aDifferenceThatPairsCanShowIsShownInFourOfFive() {
    // Of 96 pairs a difference from 30 to 50 % with all chance independent.
    assertThat(called(96, 1, 0.5, 0.3)).isBetween(0.76, 0.9);
  }

  @Test
  void whoLooksAfterEveryRoundIsSeldomToldWrongly() {
    for (double likeness : new double[] {0, 0.5, 0.95}) {
      assertThat(everCalled(16, 10, likeness)).as("" + likeness).isLessThanOrEqualTo(0.05);
      assertThat(everCalled(40, 10, likeness)).as("" + likeness).isLessThanOrEqualTo(0.05);
    }
  }

  /// How often one of several looks, one after each seed that was drawn for all prompts, shows a
  /// difference of arms that are alike. So many of the seeds of a prompt come out as their prompt
  /// does.
  private static double everCalled(int prompts, int rounds, double likeness) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    int wrong = 0;
    for (int study = 0; study < STUDIES / 2; study++) {
      var ones = new ArrayList<ArmFace>();
      var others = new ArrayList<ArmFace>();
      var pairs = Stream.generate(ArrayList<CountedPair>::new).limit(prompts).toList();
      boolean shown = false;
      var effects = random.doubles(2L * prompts).toArray();
      for (int round = 0; round < rounds && !shown; round++) {
        for (int prompt = 0; prompt < prompts; prompt++) {
          boolean one = drawn(random, effects[prompt], likeness) < 0.3;
          boolean other = drawn(random, effects[prompts + prompt], likeness) < 0.3;
          ones.add(inRound(face("new", prompt, round, one), round));
          others.add(inRound(face("old", prompt, round, other), round));
          pairs
              .get(prompt)
              .add(new CountedPair(points(one), points(other), round * prompts + prompt));
        }
        // Points alone decide p; most looks show nothing, and no pair is looked up for them.
        double p = PairedSuccess.of(List.copyOf(pairs)).p();
        shown =
            p <= AskedTogether.ALPHA
                && isShown(ComparedFaces.arm("new", ones), ComparedFaces.arm("old", others), p);
      }
      wrong += shown ? 1 : 0;
    }
    return wrong / (STUDIES / 2.0);
  }

  private static boolean isShown(Arm one, Arm other, double p) {
    var pairing = Pairing.of(one, other);
    var pairs = pairing.counted();
    var success = PairedSuccess.of(pairs);
    assertThat(success.p()).as("of the pairs that are found").isEqualTo(p);
    var numbers =
        new Comparison.Numbers(
            success, PairedPoints.of(pairs), success.p(), success.anytimeP(), 1, 1);
    return !(AskedTogether.ofSmallP(numbers, pairing.inRounds(ComparedFaces.TEAM))
        instanceof ComparisonVerdict.Doubted);
  }

  private static ArmFace inRound(ArmFace face, int round) {
    return new ArmFace(
        "run%d/%s".formatted(round, face.source().replace('/', '-')),
        face.place(),
        face.score(),
        Instant.EPOCH.plusSeconds(round),
        "",
        "",
        "");
  }

  private static double called(int prompts, int seeds, double first, double second) {
    return studies(prompts, seeds, first, second).stream()
            .filter(it ->
                it.verdict() instanceof ComparisonVerdict.Better
                    || it.verdict() instanceof ComparisonVerdict.Worse)
            .count()
        / (double) STUDIES;
  }

  private static double covered(int prompts, int seeds, double first, double second) {
    return studies(prompts, seeds, first, second).stream()
            .map(it -> it.numbers().orElseThrow().success().interval())
            .filter(it -> it.found().orElseThrow().contains(first - second))
            .count()
        / (double) STUDIES;
  }

  private static List<Comparison> studies(int prompts, int seeds, double first, double second) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    var all = new ArrayList<Comparison>();
    for (int study = 0; study < STUDIES; study++) {
      var ones = new ArrayList<ArmFace>();
      var others = new ArrayList<ArmFace>();
      for (int prompt = 0; prompt < prompts; prompt++) {
        // Half of the seeds of a prompt come out as their prompt does.
        double one = random.nextDouble();
        double other = random.nextDouble();
        for (int seed = 0; seed < seeds; seed++) {
          ones.add(face("new", prompt, seed, drawn(random, one, seeds > 1 ? 0.5 : 0) < first));
          others.add(face("old", prompt, seed, drawn(random, other, seeds > 1 ? 0.5 : 0) < second));
        }
      }
      all.add(
          ComparedFaces.compared(
              List.of(ComparedFaces.arm("new", ones), ComparedFaces.arm("old", others))));
    }
    return all;
  }

  private static double drawn(RandomGenerator random, double ofPrompt, double likeness) {
    return random.nextDouble() < likeness ? ofPrompt : random.nextDouble();
  }

  private static ArmFace face(String by, int prompt, int seed, boolean perfect) {
    return ComparedFaces.face(
        ComparedFaces.place("prompt" + prompt, seed, by), ComparedFaces.points(points(perfect)));
  }

  private static int points(boolean perfect) {
    return perfect ? 3 : 0;
  }
}
