package lab.harmony.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import lab.harmony.stats.agreement.CohenKappa;
import lab.harmony.stats.agreement.CohenKappa.Pair;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often the interval of Cohen's kappa holds the one of endlessly many prompts, where two
/// judges answer three items of each face.
@Tag("process")
class KappaCoverageTest {

  private static final int STUDIES = 600;

  /// How much of what decides an answer prompt and face share; the rest but for the judge is the
  /// item's.
  private static final double PROMPT = 0.25;

  private static final double FACE = 0.2;

  @ParameterizedTest
  @CsvSource({
    "8, 3, 0.4, -0.3", "8, 3, 0.15, -1", "12, 1, 0.15, -0.3", "16, 1, 0.15, 0.6",
    "16, 3, 0.05, 0.6", "16, 3, 0.4, -1", "24, 1, 0.05, -0.3", "48, 1, 0.15, -1",
  })
  void ofEightPromptsAndMoreItHoldsTheTrueOne(int prompts, int faces, double judge, double cut) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261130);
    double truth = kappa(study(random, 60_000, 1, judge, cut)).kappa().orElseThrow();
    int said = 0;
    int held = 0;
    for (int study = 0; study < STUDIES; study++) {
      var interval = kappa(study(random, prompts, faces, judge, cut)).interval().found();
      if (interval.isPresent()) {
        said++;
        held += interval.get().contains(truth) ? 1 : 0;
      }
    }
    assertThat(said).as("studies that have one").isGreaterThan(STUDIES / 3);
    assertThat(held / (double) said).isBetween(0.89, 0.995);
  }

  private static CohenKappa.Clustered kappa(List<List<Pair>> prompts) {
    return CohenKappa.ofPrompts(prompts, ConfidenceLevel.PERCENT_95);
  }

  private static List<List<Pair>> study(
      RandomGenerator random, int prompts, int faces, double judge, double cut) {
    var all = new ArrayList<List<Pair>>();
    for (int prompt = 0; prompt < prompts; prompt++) {
      double ofPrompt = Math.sqrt(PROMPT) * random.nextGaussian();
      var pairs = new ArrayList<Pair>();
      for (int face = 0; face < faces; face++) {
        double ofFace = ofPrompt + Math.sqrt(FACE) * random.nextGaussian();
        for (int item = 0; item < 3; item++) {
          double ofItem = ofFace + Math.sqrt(1 - PROMPT - FACE - judge) * random.nextGaussian();
          pairs.add(
              new Pair(
                  ofItem + Math.sqrt(judge) * random.nextGaussian() > cut,
                  ofItem + Math.sqrt(judge) * random.nextGaussian() > cut));
        }
      }
      all.add(pairs);
    }
    return all;
  }
}
