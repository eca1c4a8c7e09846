package lab.harmony.stats.multiplicity;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Several p at once, so that any false "different" among them comes at most as often as the level:
/// the i-th smallest of m is multiplied by m - i + 1, made no smaller than the one before it, and
/// cut at 1.
///
/// The values come in the order of the input; equal ones stay equal; none give none.
///
/// S. Holm, A simple sequentially rejective multiple test procedure. Scandinavian Journal of
/// Statistics 6 (1979), 65-70.
public final class Holm {

  private Holm() {}

  public static double[] adjust(double... p) {
    var order = ascending(p);
    var adjusted = new double[p.length];
    double before = 0;
    for (int place = 0; place < order.length; place++) {
      before = Math.max(before, Math.min(1, (p.length - place) * p[order[place]]));
      adjusted[order[place]] = before;
    }
    return adjusted;
  }

  /// The places of the p from the smallest up.
  static int[] ascending(double... p) {
    for (double one : p) {
      if (!(one >= 0 && one <= 1)) {
        throw new IllegalArgumentException(
            "need p between 0 and 1, got %s in %s".formatted(one, Arrays.toString(p)));
      }
    }
    return IntStream.range(0, p.length)
        .boxed()
        .sorted((one, other) -> Double.compare(p[one], p[other]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
