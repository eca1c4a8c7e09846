package lab.harmony.notebooks.differences;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The longest list that two lists have in common in their order, found as Myers finds it: in time
/// that grows with their length times how far they differ.
final class LongestCommon {

  /// Lists that differ in more than this are taken for wholly different where they differ.
  private static final int FARTHEST = 4_000;

  private LongestCommon() {}

  /// Where one common element stands in the first and in the second list.
  record Pair(int first, int second) {}

  private record Step(int x, int y, @Nullable Step before) {}

  /// In the order of both lists.
  static <T> List<Pair> of(List<T> first, List<T> second) {
    int start = 0;
    int shorter = Math.min(first.size(), second.size());
    while (start < shorter && first.get(start).equals(second.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && first.get(first.size() - 1 - end).equals(second.get(second.size() - 1 - end))) {
      end++;
    }
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < start; i++) {
      pairs.add(new Pair(i, i));
    }
    for (var pair :
        between(
            first.subList(start, first.size() - end), second.subList(start, second.size() - end))) {
      pairs.add(new Pair(pair.first() + start, pair.second() + start));
    }
    for (int i = end; i > 0; i--) {
      pairs.add(new Pair(first.size() - i, second.size() - i));
    }
    return pairs;
  }

  private static <T> List<Pair> between(List<T> first, List<T> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return List.of();
    }
    // How far one comes on each diagonal, and by which common elements.
    var reach = new HashMap<Integer, Integer>();
    var ways = new HashMap<Integer, @Nullable Step>();
    reach.put(1, 0);
    for (int d = 0; d <= Math.min(first.size() + second.size(), FARTHEST); d++) {
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || (k != d && at(reach, k - 1) < at(reach, k + 1));
        int from = down ? k + 1 : k - 1;
        int x = down ? at(reach, from) : at(reach, from) + 1;
        int y = x - k;
        var way = ways.get(from);
        while (x < first.size()
            && y < second.size()
            && y >= 0
            && first.get(x).equals(second.get(y))) {
          way = new Step(x, y, way);
          x++;
          y++;
        }
        reach.put(k, x);
        ways.put(k, way);
        if (x >= first.size() && y >= second.size()) {
          return pairs(way);
        }
      }
    }
    return List.of();
  }

  private static int at(Map<Integer, Integer> reach, int k) {
    return reach.getOrDefault(k, -1);
  }

  private static List<Pair> pairs(@Nullable Step last) {
    var pairs = new ArrayList<Pair>();
    for (var step = last; step != null; step = step.before()) {
      pairs.add(new Pair(step.x(), step.y()));
    }
    Collections.reverse(pairs);
    return pairs;
  }
}
