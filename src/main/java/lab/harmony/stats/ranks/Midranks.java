package lab.harmony.stats.ranks;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The places of values in order from 1 up, where equal values share the middle of theirs.
final class Midranks {

  private Midranks() {}

  /// Twice the midrank of each value, so that it is whole.
  static int[] doubled(double... values) {
    var order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((one, other) -> Double.compare(values[one], values[other]))
            .mapToInt(Integer::intValue)
            .toArray();
    var ranks = new int[values.length];
    for (int start = 0; start < order.length; ) {
      int end = start + 1;
      while (end < order.length && values[order[end]] == values[order[start]]) {
        end++;
      }
      for (int place = start; place < end; place++) {
        ranks[order[place]] = start + 1 + end;
      }
      start = end;
    }
    return ranks;
  }

  static void requireFinite(double... values) {
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("need finite values, got " + Arrays.toString(values));
    }
  }
}
