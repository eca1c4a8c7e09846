package lab.harmony.stats;

import java.util.List;

/// How much less a trial tells when trials come in clusters (the three items of one face) than when
/// they are independent.
///
/// The ratio of the variance of a share over clusters to the variance it would have over
/// independent trials (Kish 1965), for clusters of equal size. 1: items are independent. The
/// cluster size: all items of a face always agree.
public final class DesignEffect {

  private DesignEffect() {}

  /// The design effect of clusters of `size` trials with these numbers of successes; 1 where the
  /// data cannot tell.
  public static double of(List<Integer> successesPerCluster, int size) {
    int clusters = successesPerCluster.size();
    double share =
        successesPerCluster.stream().mapToInt(Integer::intValue).sum() / (double) (clusters * size);
    double independent = share * (1 - share) / (clusters * size);
    if (clusters < 2 || independent == 0) {
      return 1;
    }
    double squares = 0;
    for (int successes : successesPerCluster) {
      double distance = successes / (double) size - share;
      squares += distance * distance;
    }
    double clustered = squares / (clusters - 1) / clusters;
    return Math.clamp(clustered / independent, 1, size);
  }
}
