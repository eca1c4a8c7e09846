package lab.harmony.stats.resampling;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;

/// The mean of differences that come in clusters (the seeds of a prompt), with intervals from
/// resamples of whole clusters, because the seeds of one prompt are not independent.
///
/// `pooledMean` is sum by count over all drawn clusters; `meanOfMeans` weighs every cluster the
/// same. The intervals are the middle of the resamples' values. One cluster: no interval; none: no
/// mean.
///
/// A. C. Davison, D. V. Hinkley, Bootstrap Methods and their Application. Cambridge University
/// Press (1997), 3.8.
public record ClusterBootstrap(double pooledMean, double meanOfMeans, Answer<Intervals> intervals) {

  public record Intervals(Interval pooledMean, Interval meanOfMeans) {}

  /// @param clusters the differences of each, one at least
  public static Answer<ClusterBootstrap> of(
      List<int[]> clusters, Resamples resamples, ConfidenceLevel level) {
    if (clusters.stream().anyMatch(cluster -> cluster.length == 0)) {
      throw new IllegalArgumentException("need a difference at least in each cluster");
    }
    int g = clusters.size();
    if (g == 0) {
      return Answer.missing(Reason.NO_DATA);
    }
    var sums = clusters.stream().mapToLong(BootstrapMean::sum).toArray();
    var sizes = clusters.stream().mapToInt(cluster -> cluster.length).toArray();
    var all = new int[g];
    Arrays.setAll(all, place -> place);
    Answer<Intervals> intervals =
        g == 1
            ? Answer.missing(Reason.TOO_FEW)
            : Answer.of(
                new Intervals(
                    Resampled.of(g, resamples, it -> OptionalDouble.of(pooled(sums, sizes, it)))
                        .interval(level)
                        .orElseThrow(),
                    Resampled.of(g, resamples, it -> OptionalDouble.of(means(sums, sizes, it)))
                        .interval(level)
                        .orElseThrow()));
    return Answer.of(
        new ClusterBootstrap(pooled(sums, sizes, all), means(sums, sizes, all), intervals));
  }

  private static double pooled(long[] sums, int[] sizes, int[] places) {
    long sum = 0;
    long size = 0;
    for (int place : places) {
      sum += sums[place];
      size += sizes[place];
    }
    return sum / (double) size;
  }

  private static double means(long[] sums, int[] sizes, int[] places) {
    double sum = 0;
    for (int place : places) {
      sum += sums[place] / (double) sizes[place];
    }
    return sum / places.length;
  }
}
