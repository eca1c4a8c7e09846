package lab.harmony.stats.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;
import org.apache.commons.statistics.distribution.TDistribution;

/// Strengths of items ([BradleyTerry], ties as halves) from comparisons that come in clusters (all
/// that was said of one prompt), with intervals that know it.
///
/// The error of a strength, and of a difference of two, is that of the jackknife over G clusters:
/// each is left out once, `se² = (G - 1)/G·Σ(θ₍ᵢ₎ - mean)²`, and the interval is `θ ± t(1 - α/2, G
/// - 1)·se`. What the information matrix says takes every comparison as independent, and is too
///   narrow where raters or seeds share a prompt.
///
/// Less than two clusters: no interval. Strengths that do not exist without one of the clusters
/// hang by it: no interval either.
///
/// J. W. Tukey, Bias and confidence in not quite large samples. Annals of Mathematical Statistics
/// 29 (1958), 614. B. Efron, C. Stein, The jackknife estimate of variance. Annals of Statistics 9
/// (1981), 586-596.
///
/// @param strengths logarithms that sum to 0
/// @param differences of each two, the first less the second
public record ClusteredStrengths(
    int clusters, List<Strength> strengths, List<Difference> differences) {

  public record Strength(String item, double logStrength, Answer<Interval> interval) {}

  public record Difference(
      String first, String second, double difference, Answer<Interval> interval) {}

  /// That of two items by their places among the items, the first before the second.
  public Difference difference(int first, int second) {
    int items = strengths.size();
    if (first < 0 || first >= second || second >= items) {
      throw new IllegalArgumentException(
          "need two of %d items, the first before the second, got %d and %d"
              .formatted(items, first, second));
    }
    return differences.get(first * (2 * items - first - 1) / 2 + second - first - 1);
  }

  /// The strengths, or why there are none.
  public sealed interface Outcome {}

  public record Found(ClusteredStrengths strengths) implements Outcome {}

  public record Refused(BradleyTerry.Refused why) implements Outcome {}

  /// @param clusters comparisons of the same items in the same order
  public static Outcome of(List<String> items, List<Preferences> clusters, ConfidenceLevel level) {
    return switch (fit(items, clusters)) {
      case BradleyTerry.Refused refused -> new Refused(refused);
      case BradleyTerry.Fitted fitted -> new Found(found(items, clusters, fitted, level));
    };
  }

  private static ClusteredStrengths found(
      List<String> items,
      List<Preferences> clusters,
      BradleyTerry.Fitted fitted,
      ConfidenceLevel level) {
    var without = without(items, clusters);
    var strengths = new ArrayList<Strength>();
    for (int item = 0; item < items.size(); item++) {
      int place = item;
      double strength = fitted.strengths().get(item).logStrength();
      strengths.add(
          new Strength(
              items.get(item),
              strength,
              interval(
                  strength,
                  without.map(fits ->
                      fits.stream()
                          .mapToDouble(it -> it.strengths().get(place).logStrength())
                          .toArray()),
                  clusters.size(),
                  level)));
    }
    var differences = new ArrayList<Difference>();
    for (int pair = 0; pair < fitted.differences().size(); pair++) {
      int place = pair;
      var difference = fitted.differences().get(pair);
      differences.add(
          new Difference(
              difference.first(),
              difference.second(),
              difference.difference(),
              interval(
                  difference.difference(),
                  without.map(fits ->
                      fits.stream()
                          .mapToDouble(it -> it.differences().get(place).difference())
                          .toArray()),
                  clusters.size(),
                  level)));
    }
    return new ClusteredStrengths(clusters.size(), strengths, differences);
  }

  /// What is fitted without each of the clusters; empty where one of these does not exist.
  private static Optional<List<BradleyTerry.Fitted>> without(
      List<String> items, List<Preferences> clusters) {
    var fits = new ArrayList<BradleyTerry.Fitted>();
    for (int left = 0; left < clusters.size(); left++) {
      int out = left;
      var others =
          IntStream.range(0, clusters.size())
              .filter(place -> place != out)
              .mapToObj(clusters::get)
              .toList();
      if (!(fit(items, others) instanceof BradleyTerry.Fitted fitted)) {
        return Optional.empty();
      }
      fits.add(fitted);
    }
    return Optional.of(fits);
  }

  private static Answer<Interval> interval(
      double value, Optional<double[]> without, int clusters, ConfidenceLevel level) {
    if (clusters < 2) {
      return Answer.missing(Reason.TOO_FEW);
    }
    if (without.isEmpty()) {
      return Answer.missing(Reason.ONE_CLUSTER_DECIDES);
    }
    double mean =
        IntStream.range(0, clusters).mapToDouble(it -> without.get()[it]).average().orElseThrow();
    double squares = 0;
    for (double one : without.get()) {
      squares += (one - mean) * (one - mean);
    }
    double error = Math.sqrt((clusters - 1.0) / clusters * squares);
    if (error == 0) {
      return Answer.missing(Reason.NO_VARIATION);
    }
    double half =
        TDistribution.of(clusters - 1).inverseSurvivalProbability(level.alpha() / 2) * error;
    return Answer.of(new Interval(value - half, value + half));
  }

  private static BradleyTerry fit(List<String> items, List<Preferences> clusters) {
    int k = items.size();
    var wins = new int[k][k];
    var ties = new int[k][k];
    for (var cluster : clusters) {
      for (int one = 0; one < k; one++) {
        for (int other = 0; other < k; other++) {
          wins[one][other] += cluster.wins(one, other);
          ties[one][other] += cluster.ties(one, other);
        }
      }
    }
    return BradleyTerry.of(
        Preferences.of(items, wins, ties), BradleyTerry.TieRule.HALF, ConfidenceLevel.PERCENT_95);
  }
}
