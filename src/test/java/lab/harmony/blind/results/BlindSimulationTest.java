package lab.harmony.blind.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import lab.harmony.blind.results.findings.ArmComparison;
import lab.harmony.blind.results.findings.ArmResult;
import lab.harmony.blind.results.findings.ArmStrengths;
import lab.harmony.blind.results.findings.MachineBeside;
import lab.harmony.blind.results.findings.PeopleAndMachine;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.stats.preference.ClusteredStrengths;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sessions with raters of known error and arms of known rates, many times over: intervals hold the
/// truth as often as they say, and arms that are equal are called different as rarely as promised.
@Tag("process")
class BlindSimulationTest {

  private static final int SESSIONS = 2000;
  private static final int PROMPTS = 48;
  private static final int RATERS = 2;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /// How often an interval held the truth, and how often a difference was said to be shown.
  private record Outcome(double coverage, double shown) {}

  @Test
  void intervalsOfPreferencesHoldTheTruthAndEqualArmsAreRarelyCalledDifferent() {
    var equal = pairs(0.0, 1);
    assertThat(equal.shown()).as("false differences").isLessThanOrEqualTo(0.05);
    assertThat(equal.coverage()).as("coverage").isBetween(0.93, 0.97);
    var other = pairs(0.5, 2);
    assertThat(other.coverage()).as("coverage of a difference").isBetween(0.93, 0.97);
    assertThat(other.shown()).as("power").isGreaterThan(0.5);
  }

  @Test
  void intervalsOfChecklistsHoldTheTruthAndEqualArmsAreRarelyCalledDifferent() {
    var equal = faces(0.5, 0.5, 3);
    assertThat(equal.shown()).as("false differences").isLessThanOrEqualTo(0.05);
    assertThat(equal.coverage()).as("coverage").isBetween(0.93, 0.97);
    var other = faces(0.6, 0.4, 4);
    assertThat(other.coverage()).as("coverage of a difference").isBetween(0.93, 0.97);
  }

  @Test
  void theRateOfAnArmHoldsTheTruthAsOftenAsItSays() {
    var random = new SplittableRandom(5);
    int held = 0;
    int perfect = 0;
    for (int session = 0; session < SESSIONS; session++) {
      var rated = new ArrayList<Rated>();
      for (int prompt = 0; prompt < PROMPTS; prompt++) {
        addFace(rated, prompt, 0, random.nextGaussian() + quantile(0.4) > 0, random);
      }
      var result = ArmResult.of(0, rated);
      held += result.rate().orElseThrow().interval().contains(expectedRate(0.4)) ? 1 : 0;
      perfect += result.perfect().orElseThrow().interval().contains(expectedPerfect(0.4)) ? 1 : 0;
    }
    assertThat(held / (double) SESSIONS).as("points").isBetween(0.93, 0.97);
    assertThat(perfect / (double) SESSIONS).as("faces with all points").isBetween(0.93, 0.97);
  }

  /// Bradley and Terry's model itself makes the answers; both raters see the same leaning of a
  /// prompt, so that what they say goes together.
  @Test
  void intervalsOfStrengthsHoldTheTruthAlsoWhereRatersSayMuchTheSame() {
    var random = new SplittableRandom(6);
    var strengths = new double[] {0.4, 0.0, -0.4};
    var arms = List.of("a", "b", "c");
    int sessions = 600;
    int held = 0;
    int all = 0;
    int above = 0;
    for (int session = 0; session < sessions; session++) {
      var rated = new ArrayList<Rated>();
      var equal = new ArrayList<Rated>();
      for (int prompt = 0; prompt < PROMPTS; prompt++) {
        for (int one = 0; one < 3; one++) {
          for (int other = one + 1; other < 3; other++) {
            double wins = 1 / (1 + Math.exp(strengths[other] - strengths[one]));
            addTwice(rated, prompt, one, other, random.nextDouble() < wins, wins, random);
            addTwice(equal, prompt, one, other, random.nextBoolean(), 0.5, random);
          }
        }
      }
      for (var difference : strengths(arms, rated).differences()) {
        double truth =
            strengths[arms.indexOf(difference.first())]
                - strengths[arms.indexOf(difference.second())];
        held += difference.interval().orElseThrow().contains(truth) ? 1 : 0;
        all++;
      }
      above +=
          strengths(arms, equal).differences().getFirst().interval().orElseThrow().contains(0)
              ? 0
              : 1;
    }
    assertThat(held / (double) all).as("coverage").isBetween(0.93, 0.97);
    assertThat(above / (double) sessions).as("false order").isLessThanOrEqualTo(0.06);
  }

  /// The second rater says the same as the first in six of ten, and else judges anew.
  private static void addTwice(
      List<Rated> rated,
      int prompt,
      int one,
      int other,
      boolean first,
      double wins,
      RandomGenerator random) {
    var unit = RatedFaces.unit(rated.size() / 2, prompt, one, other);
    boolean second = random.nextDouble() < 0.6 ? first : random.nextDouble() < wins;
    rated.add(RatedFaces.of(0, unit, RatedFaces.prefers(first ? 1 : -1)));
    rated.add(RatedFaces.of(1, unit, RatedFaces.prefers(second ? 1 : -1)));
  }

  private static ClusteredStrengths strengths(List<String> arms, List<Rated> rated) {
    return ((ClusteredStrengths.Found) ArmStrengths.of(arms, rated)).strengths();
  }

  /// Whatever is wrong with the machine, what people and machine come to together holds the truth.
  @Test
  void peopleAndMachineTogetherHoldTheTruthHoweverWrongTheMachineIs() {
    for (double error : new double[] {0.1, 0.45}) {
      var random = new SplittableRandom(7);
      int sessions = 1000;
      int held = 0;
      double width = 0;
      double alone = 0;
      for (int session = 0; session < sessions; session++) {
        var rated = new ArrayList<Rated>();
        var readings = new java.util.HashMap<String, MachineVerdict>();
        var others = new ArrayList<PeopleAndMachine.Read>();
        for (int prompt = 0; prompt < PROMPTS + 192; prompt++) {
          var items = items(random.nextDouble() < 0.4, random);
          var unit = RatedFaces.unit(prompt, prompt, 0);
          var read = new MachineVerdict("judge", "j1", seen(items, error, random));
          if (prompt >= PROMPTS) {
            others.add(new PeopleAndMachine.Read(unit.prompt(), read));
            continue;
          }
          readings.put(unit.pictures().getFirst().image(), read);
          rated.add(RatedFaces.of(0, unit, new Judgement.Items(seen(items, 0.1, random))));
        }
        var of = RatedFaces.session(BlindForm.CHECKLIST, 1, 1, rated);
        var share =
            PeopleAndMachine.all(
                    of,
                    rated,
                    readings,
                    new MachineBeside.JudgeBeside("judge", "j1", false),
                    List.of(others))
                .getFirst()
                .share()
                .orElseThrow();
        held += share.tuned().interval().contains(expectedRate(0.4)) ? 1 : 0;
        width += share.tuned().standardError();
        alone += share.classical().standardError();
      }
      assertThat(held / (double) sessions).as("error " + error).isBetween(0.93, 0.97);
      assertThat(width).as("no wider than people alone").isLessThanOrEqualTo(alone * 1.001);
    }
  }

  /// @param lean how far prompts lean to the first arm; each prompt has a taste of its own, which
  ///   both raters see with an error
  private static Outcome pairs(double lean, long seed) {
    var random = new SplittableRandom(seed);
    double truth = preference(lean);
    int held = 0;
    int shown = 0;
    for (int session = 0; session < SESSIONS; session++) {
      var rated = new ArrayList<Rated>();
      for (int prompt = 0; prompt < PROMPTS; prompt++) {
        double taste = lean + random.nextGaussian();
        for (int rater = 0; rater < RATERS; rater++) {
          double seen = taste + 0.5 * random.nextGaussian();
          rated.add(
              RatedFaces.of(
                  rater,
                  RatedFaces.unit(prompt, prompt, 0, 1),
                  RatedFaces.prefers(Math.abs(seen) < 0.3 ? 0 : seen > 0 ? 1 : -1)));
        }
      }
      var found = ArmComparison.ofPairs(0, 1, rated);
      held += found.difference().orElseThrow().interval().contains(truth) ? 1 : 0;
      shown += found.isShown() ? 1 : 0;
    }
    return new Outcome(held / (double) SESSIONS, shown / (double) SESSIONS);
  }

  /// What the mean preference is: the seen lean is normal with variance 1 + 0.25.
  private static double preference(double lean) {
    double deviation = Math.sqrt(1.25);
    return below((lean - 0.3) / deviation) - below((-lean - 0.3) / deviation);
  }

  private static Outcome faces(double first, double second, long seed) {
    var random = new SplittableRandom(seed);
    double truth = expectedRate(first) - expectedRate(second);
    int held = 0;
    int shown = 0;
    for (int session = 0; session < SESSIONS; session++) {
      var rated = new ArrayList<Rated>();
      for (int prompt = 0; prompt < PROMPTS; prompt++) {
        double common = random.nextGaussian();
        for (int arm = 0; arm < 2; arm++) {
          double quality = Math.sqrt(0.5) * (common + random.nextGaussian());
          addFace(rated, prompt, arm, quality + quantile(arm == 0 ? first : second) > 0, random);
        }
      }
      var found = ArmComparison.ofFaces(0, 1, rated);
      held += found.difference().orElseThrow().interval().contains(truth) ? 1 : 0;
      shown += found.isShown() ? 1 : 0;
    }
    return new Outcome(held / (double) SESSIONS, shown / (double) SESSIONS);
  }

  private static void addFace(
      List<Rated> rated, int prompt, int arm, boolean good, RandomGenerator random) {
    var items = items(good, random);
    for (int rater = 0; rater < RATERS; rater++) {
      rated.add(
          RatedFaces.of(
              rater,
              RatedFaces.unit(2 * prompt + arm, prompt, arm),
              new Judgement.Items(seen(items, 0.1, random))));
    }
  }

  /// A good face has each item in 9 of 10, another in 3.
  private static boolean[] items(boolean good, RandomGenerator random) {
    var items = new boolean[3];
    for (int item = 0; item < 3; item++) {
      items[item] = random.nextDouble() < (good ? 0.9 : 0.3);
    }
    return items;
  }

  /// What somebody says who errs so often in each item.
  private static lab.harmony.review.marks.Checklist seen(
      boolean[] items, double error, RandomGenerator random) {
    return new lab.harmony.review.marks.Checklist(
        items[0] != random.nextDouble() < error,
        items[1] != random.nextDouble() < error,
        items[2] != random.nextDouble() < error);
  }

  private static double expectedRate(double good) {
    return good * said(0.9) + (1 - good) * said(0.3);
  }

  private static double expectedPerfect(double good) {
    return good * Math.pow(said(0.9), 3) + (1 - good) * Math.pow(said(0.3), 3);
  }

  private static double said(double holds) {
    return holds * 0.9 + (1 - holds) * 0.1;
  }

  private static double below(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  private static double quantile(double p) {
    return NORMAL.inverseCumulativeProbability(p);
  }
}
