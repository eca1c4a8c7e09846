package lab.harmony.blind.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import lab.harmony.blind.BlindAnswer;
import lab.harmony.blind.Showing;
import lab.harmony.blind.Unit;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.Somebody;
import lab.harmony.review.Checklist;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sessions with raters of known error and arms of known rates, many times over: intervals hold the
/// truth as often as they say, and arms that are equal are called different as rarely as promised.
@Tag("unit")
class BlindSimulationTest {

  private static final int SESSIONS = 2000;
  private static final int PROMPTS = 48;
  private static final List<NamedPerson> RATERS =
      List.of(Somebody.named("one"), Somebody.named("two"));

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
    for (int session = 0; session < SESSIONS; session++) {
      var rated = new ArrayList<Rated>();
      for (int prompt = 0; prompt < PROMPTS; prompt++) {
        addFace(rated, prompt, 0, random.nextGaussian() + quantile(0.4) > 0, random);
      }
      var interval = ArmResult.of(0, rated).points().orElseThrow().interval();
      held += interval.contains(expectedRate(0.4)) ? 1 : 0;
    }
    assertThat(held / (double) SESSIONS).isBetween(0.93, 0.98);
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
        for (int rater = 0; rater < RATERS.size(); rater++) {
          double seen = taste + 0.5 * random.nextGaussian();
          boolean swapped = random.nextBoolean();
          var choice =
              Math.abs(seen) < 0.3
                  ? BlindAnswer.Choice.EQUAL
                  : seen > 0 == swapped ? BlindAnswer.Choice.RIGHT : BlindAnswer.Choice.LEFT;
          rated.add(
              new Rated(
                  showing(rater, prompt, swapped),
                  unit(prompt, prompt, 0, 1),
                  BlindAnswer.ofPair(choice, false),
                  1000));
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

  /// A good face has each item in 9 of 10, another in 3; a rater errs in each tenth item.
  private static void addFace(
      List<Rated> rated, int prompt, int arm, boolean good, RandomGenerator random) {
    var items = new boolean[3];
    for (int item = 0; item < 3; item++) {
      items[item] = random.nextDouble() < (good ? 0.9 : 0.3);
    }
    for (int rater = 0; rater < RATERS.size(); rater++) {
      var said = new boolean[3];
      for (int item = 0; item < 3; item++) {
        said[item] = items[item] != random.nextDouble() < 0.1;
      }
      rated.add(
          new Rated(
              showing(rater, 2 * prompt + arm, false),
              unit(2 * prompt + arm, prompt, arm),
              BlindAnswer.ofFace(new Checklist(said[0], said[1], said[2]), false),
              1000));
    }
  }

  private static double expectedRate(double good) {
    double holds = good * 0.9 + (1 - good) * 0.3;
    return holds * 0.9 + (1 - holds) * 0.1;
  }

  private static Showing showing(int rater, int unit, boolean swapped) {
    return new Showing(
        RATERS.get(rater).id(), unit, unit, swapped, false, "left", Optional.of("right"));
  }

  private static Unit unit(int number, int prompt, int... arms) {
    var pictures = new ArrayList<Unit.Shown>();
    for (int arm : arms) {
      pictures.add(new Unit.Shown(arm, new ImageId(new RunId("r" + arm), number), "digest"));
    }
    return new Unit(number, new Unit.Asked("archetype " + prompt, "happy", 7, 42), pictures);
  }

  private static double below(double z) {
    return org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
        .cumulativeProbability(z);
  }

  private static double quantile(double p) {
    return org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
        .inverseCumulativeProbability(p);
  }
}
