package lab.harmony.stats.agreement;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;
import lab.harmony.stats.resampling.Resampled;
import lab.harmony.stats.resampling.Resamples;

/// How far any number of raters agree beyond chance, with ratings missing: `α = 1 - Do/De` from the
/// coincidence matrix.
///
/// Each image with m ratings, two at least, adds `n_c·(n_k - [c = k]) / (m - 1)` to the
/// coincidences of c and k; others are left out before anything is counted. `Do` is the mean
/// distance over coincidences, `De` over all pairs of the n ratings, n(n - 1) of them. The squared
/// distance is that of the [Scale]; ordinal: `(Σ n_g from c to k - (n_c + n_k)/2)²`.
///
/// Perfect: 1; as by chance: 0; below that negative. All ratings equal: there is no alpha, because
/// nothing shows whether the raters can tell things apart. No image with two ratings: none.
///
/// K. Krippendorff, Computing Krippendorff's alpha-reliability. University of Pennsylvania (2011).
///
/// @param images with two ratings at least
/// @param ratings of these images
/// @param disagreement missing without such an image
public record KrippendorffAlpha(
    int images, int ratings, Answer<Disagreement> disagreement, Answer<Double> alpha) {

  public record Disagreement(double observed, double expected) {}

  /// Alpha with an interval from resamples of the images, alpha computed anew each time with its
  /// own expected disagreement. Resamples without variation are left out. Alpha missing: so is the
  /// interval; perfect: 1 to 1.
  ///
  /// @param undefinedResamples how many were left out
  public record Bootstrapped(
      Answer<Double> alpha, Answer<Interval> interval, int undefinedResamples) {}

  public static KrippendorffAlpha of(Ratings all, Scale scale) {
    var used = all.pairable();
    var values = used.values();
    var counts = used.counts(values);
    int ratings = Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    if (counts.length == 0) {
      return new KrippendorffAlpha(
          0, 0, Answer.missing(Reason.NO_PAIRS), Answer.missing(Reason.NO_PAIRS));
    }
    var disagreement = disagreement(List.of(counts), values, scale);
    return new KrippendorffAlpha(
        counts.length,
        ratings,
        Answer.of(disagreement),
        disagreement.expected == 0
            ? Answer.missing(Reason.NO_VARIATION)
            : Answer.of(1 - disagreement.observed / disagreement.expected));
  }

  public static Bootstrapped bootstrap(
      Ratings all, Scale scale, Resamples resamples, ConfidenceLevel level) {
    var values = all.pairable().values();
    var counts =
        all.images().stream()
            .map(image ->
                image.size() < 2
                    ? new int[values.size()]
                    : new Ratings(List.of(image)).counts(values)[0])
            .toList();
    var alphas =
        Resampled.of(
            counts.size(),
            resamples,
            places -> {
              var drawn = Arrays.stream(places).mapToObj(counts::get).toList();
              var disagreement = disagreement(drawn, values, scale);
              return disagreement.expected == 0
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(1 - disagreement.observed / disagreement.expected);
            });
    var alpha = of(all, scale).alpha;
    return new Bootstrapped(
        alpha,
        switch (alpha) {
          case Answer.Found<Double> _ -> alphas.interval(level);
          case Answer.Missing<Double>(var reason) -> Answer.missing(reason);
        },
        alphas.undefined());
  }

  /// Alpha with an interval that knows that all images of a cluster, such as a prompt, go together.
  ///
  /// @param interval missing of one cluster, where there is no alpha without one of them, and where
  ///   all clusters agree alike
  /// @param varied in how many clusters somebody gave another value than the most frequent one
  /// @param differing in how many of them two raters gave one image different values
  public record Clustered(
      Answer<Double> alpha, Answer<Interval> interval, int varied, int differing) {}

  /// With [PromptInterval] over the clusters.
  public static Clustered ofClusters(List<Ratings> clusters, Scale scale, ConfidenceLevel level) {
    var all = new Ratings(clusters.stream().flatMap(it -> it.images().stream()).toList());
    var values = all.pairable().values();
    var counts =
        clusters.stream().map(cluster -> List.of(cluster.pairable().counts(values))).toList();
    return new Clustered(
        of(all, scale).alpha,
        interval(counts, values, scale, level),
        varied(counts, values.size()),
        differing(counts));
  }

  private static Answer<Interval> interval(
      List<List<int[]>> clusters, List<Integer> values, Scale scale, ConfidenceLevel level) {
    int g = clusters.size();
    var alpha = alpha(clusters, -1, values, scale);
    if (alpha.isEmpty() || g < 2) {
      return Answer.missing(alpha.isEmpty() ? Reason.NO_VARIATION : Reason.TOO_FEW);
    }
    var without = new double[g];
    for (int left = 0; left < g; left++) {
      var others = alpha(clusters, left, values, scale);
      if (others.isEmpty()) {
        return Answer.missing(Reason.ONE_CLUSTER_DECIDES);
      }
      without[left] = others.getAsDouble();
    }
    return PromptInterval.student(alpha.getAsDouble(), without, level);
  }

  /// Without one of the clusters; empty where there is none.
  private static OptionalDouble alpha(
      List<List<int[]>> clusters, int left, List<Integer> values, Scale scale) {
    var counts =
        IntStream.range(0, clusters.size())
            .filter(place -> place != left)
            .boxed()
            .flatMap(place -> clusters.get(place).stream())
            .toList();
    var disagreement = disagreement(counts, values, scale);
    return disagreement.expected > 0
        ? OptionalDouble.of(1 - disagreement.observed / disagreement.expected)
        : OptionalDouble.empty();
  }

  private static int varied(List<List<int[]>> clusters, int values) {
    var totals = new int[values];
    clusters.forEach(cluster ->
        cluster.forEach(image -> {
          for (int value = 0; value < values; value++) {
            totals[value] += image[value];
          }
        }));
    int most = IntStream.range(0, values).reduce(0, (a, b) -> totals[b] > totals[a] ? b : a);
    return (int)
        clusters.stream()
            .filter(cluster ->
                cluster.stream().anyMatch(image -> Arrays.stream(image).sum() > image[most]))
            .count();
  }

  private static int differing(List<List<int[]>> clusters) {
    return (int)
        clusters.stream()
            .filter(cluster ->
                cluster.stream()
                    .anyMatch(image -> Arrays.stream(image).filter(count -> count > 0).count() > 1))
            .count();
  }

  /// @param counts for each image how often it got each value; images of none add nothing
  private static Disagreement disagreement(List<int[]> counts, List<Integer> values, Scale scale) {
    int q = values.size();
    var totals = new double[q];
    var coincidences = new double[q][q];
    for (var image : counts) {
      double others = Arrays.stream(image).sum() - 1.0;
      for (int c = 0; c < q; c++) {
        totals[c] += image[c];
        for (int k = 0; k < c && image[c] > 0; k++) {
          coincidences[c][k] += 2.0 * image[c] * image[k] / others;
        }
      }
    }
    double n = Arrays.stream(totals).sum();
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < q; c++) {
      for (int k = 0; k < c; k++) {
        double distance = distance(values, totals, c, k, scale);
        observed += coincidences[c][k] * distance;
        expected += 2 * totals[c] * totals[k] * distance;
      }
    }
    return n == 0
        ? new Disagreement(0, 0)
        : new Disagreement(observed / n, expected / (n * (n - 1)));
  }

  private static double distance(
      List<Integer> values, double[] totals, int larger, int smaller, Scale scale) {
    double distance =
        switch (scale) {
          case NOMINAL -> 1;
          case ORDINAL -> {
            double between = -(totals[larger] + totals[smaller]) / 2;
            for (int g = smaller; g <= larger; g++) {
              between += totals[g];
            }
            yield between;
          }
          case INTERVAL -> (double) values.get(larger) - values.get(smaller);
        };
    return distance * distance;
  }
}
