package lab.harmony.stats.agreement;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
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
    return bootstrapClusters(
        all.images().stream().map(image -> new Ratings(List.of(image))).toList(),
        scale,
        resamples,
        level);
  }

  /// The same from resamples of whole clusters, such as all images of one prompt, which go
  /// together.
  public static Bootstrapped bootstrapClusters(
      List<Ratings> clusters, Scale scale, Resamples resamples, ConfidenceLevel level) {
    var all = new Ratings(clusters.stream().flatMap(it -> it.images().stream()).toList());
    var values = all.pairable().values();
    var counts =
        clusters.stream()
            .map(cluster ->
                cluster.images().stream()
                    .map(image ->
                        image.size() < 2
                            ? new int[values.size()]
                            : new Ratings(List.of(image)).counts(values)[0])
                    .toList())
            .toList();
    var alphas =
        Resampled.of(
            counts.size(),
            resamples,
            places -> {
              var drawn =
                  Arrays.stream(places).boxed().flatMap(it -> counts.get(it).stream()).toList();
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
