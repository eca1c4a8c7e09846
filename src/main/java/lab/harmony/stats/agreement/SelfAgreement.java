package lab.harmony.stats.agreement;

import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.IntervalEstimate;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import lab.harmony.stats.rates.Wilson;

/// How far a rater says the same of an image that was shown twice without saying so: the share of
/// equal ratings with Wilson's interval, the mean distance in points, and the quadratic kappa.
///
/// No repeats: nothing but their number. Kappa missing where all ratings are the same. For several
/// raters together, put their repeats together.
///
/// @param same repeats with the same rating
public record SelfAgreement(
    int repeats,
    int same,
    Answer<IntervalEstimate> share,
    Answer<Double> meanDistance,
    Answer<Double> quadraticKappa) {

  /// What a rater gave to one image, first and later.
  public record Repeat(int first, int second) {}

  /// @param categories all points, in their order
  public static SelfAgreement of(
      List<Repeat> repeats, List<Integer> categories, ConfidenceLevel level) {
    int same = (int) repeats.stream().filter(it -> it.first == it.second).count();
    if (repeats.isEmpty()) {
      return new SelfAgreement(
          0,
          0,
          Answer.missing(Reason.NO_DATA),
          Answer.missing(Reason.NO_DATA),
          Answer.missing(Reason.NO_DATA));
    }
    var proportion = new Proportion(same, repeats.size());
    var pairs = repeats.stream().map(it -> new CohenKappa.Pair(it.first, it.second)).toList();
    double distance = repeats.stream().mapToLong(it -> Math.abs((long) it.first - it.second)).sum();
    return new SelfAgreement(
        repeats.size(),
        same,
        Wilson.of(proportion, level)
            .map(interval -> new IntervalEstimate(proportion.rate(), interval)),
        Answer.of(distance / repeats.size()),
        CohenKappa.of(pairs, categories).quadratic());
  }
}
