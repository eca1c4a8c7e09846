package lab.harmony.stats.ranks;

import java.util.stream.IntStream;
import lab.harmony.stats.Answer;

/// The pairs of things in the same order less those in the opposite one, by `√((n0 - n1)(n0 -
/// n2))`: n0 all pairs, n1 and n2 those that are tied on one side or the other. Counted in n·log n
/// steps by sorting one side and counting the exchanges.
///
/// M. G. Kendall, The treatment of ties in ranking problems. Biometrika 33 (1945), 239-251. W. R.
/// Knight, A computer method for calculating Kendall's tau with ungrouped data. JASA 61 (1966),
/// 436-439.
final class KendallTauB {

  private KendallTauB() {}

  static Answer<Double> of(double[] x, double[] y) {
    var first = Midranks.doubled(x);
    var second = Midranks.doubled(y);
    int n = x.length;
    var order =
        IntStream.range(0, n)
            .boxed()
            .sorted((one, other) ->
                first[one] == first[other]
                    ? Integer.compare(second[one], second[other])
                    : Integer.compare(first[one], first[other]))
            .mapToInt(Integer::intValue)
            .toArray();
    long tiedFirst = tied(order, (one, other) -> first[one] == first[other]);
    long tiedBoth =
        tied(order, (one, other) -> first[one] == first[other] && second[one] == second[other]);
    var rest = IntStream.of(order).map(place -> second[place]).toArray();
    long exchanges = sort(rest, new int[n], 0, n);
    long tiedSecond =
        tied(IntStream.range(0, n).toArray(), (one, other) -> rest[one] == rest[other]);
    long pairs = n * (n - 1L) / 2;
    long concordantLessDiscordant = pairs - tiedFirst - tiedSecond + tiedBoth - 2 * exchanges;
    return Spearman.ratio(concordantLessDiscordant, pairs - tiedFirst, pairs - tiedSecond);
  }

  private interface Same {
    boolean test(int one, int other);
  }

  /// The pairs within runs of neighbours that are the same.
  private static long tied(int[] order, Same same) {
    long pairs = 0;
    long run = 0;
    for (int place = 1; place < order.length; place++) {
      run = same.test(order[place - 1], order[place]) ? run + 1 : 0;
      pairs += run;
    }
    return pairs;
  }

  /// Sorts from `start` to `end` and tells how many pairs were in the wrong order.
  private static long sort(int[] values, int[] room, int start, int end) {
    if (end - start < 2) {
      return 0;
    }
    int middle = (start + end) >>> 1;
    long exchanges = sort(values, room, start, middle) + sort(values, room, middle, end);
    System.arraycopy(values, start, room, start, end - start);
    int left = start;
    int right = middle;
    for (int place = start; place < end; place++) {
      if (right == end || (left < middle && room[left] <= room[right])) {
        values[place] = room[left++];
      } else {
        values[place] = room[right++];
        exchanges += middle - left;
      }
    }
    return exchanges;
  }
}
