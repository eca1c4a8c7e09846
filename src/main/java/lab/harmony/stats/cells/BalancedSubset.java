package lab.harmony.stats.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Some of all combinations of several axes, chosen so that every two values of two axes stand
/// together equally often, as far as that can be; it grows place by place and stays balanced.
///
/// With weights w = the number of values of an axis, two places coincide by δ = Σ w of the axes in
/// which they have the same value; the subset has the least `J₂ = Σ δ²` over all its pairs of
/// places. `J₂` is never less than `½·[(Σ n·w/s)² + Σ (s - 1)·(n·w/s)² - n·(Σ w)²]` with s values
/// of an axis and n places, and is exactly that where the subset is an orthogonal array of strength
/// two ([#isOrthogonal()]). Places are found by exchanging one coordinate after the other, from
/// several starts.
///
/// H. Xu, An algorithm for constructing orthogonal and nearly-orthogonal arrays with mixed levels
/// and small runs. Technometrics 44 (2002), 356-368. R. K. Meyer, C. J. Nachtsheim, The
/// coordinate-exchange algorithm for constructing exact optimal experimental designs. Technometrics
/// 37 (1995), 60-69.
public final class BalancedSubset {

  /// Any value: an axis that is free.
  public static final int FREE = -1;

  private static final int MOST_PASSES = 20;
  private static final int MOST_STARTS = 60;
  private static final int TRIES = 6;

  /// Steps of arithmetic that are spent on a subset: some seconds at most.
  private static final long EFFORT = 400_000_000;

  private final int[] levels;
  private final long[][][][] together;
  private final long[][] alone;
  private final List<int[]> places = new ArrayList<>();
  private final Set<List<Integer>> taken = new HashSet<>();
  private final RandomGenerator random;

  /// One without a place yet.
  ///
  /// @param levels how many values each axis has
  public BalancedSubset(int[] levels, long seed) {
    if (levels.length == 0 || Arrays.stream(levels).anyMatch(level -> level < 1)) {
      throw new IllegalArgumentException(
          "need axes of one value at least, got " + Arrays.toString(levels));
    }
    this.levels = levels.clone();
    int axes = levels.length;
    alone = new long[axes][];
    together = new long[axes][axes][][];
    for (int axis = 0; axis < axes; axis++) {
      alone[axis] = new long[levels[axis]];
      for (int other = axis + 1; other < axes; other++) {
        together[axis][other] = new long[levels[axis]][levels[other]];
      }
    }
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /// The most balanced subset of so many places that was found.
  public static BalancedSubset of(int[] levels, int count, long seed) {
    long all = combinations(levels);
    if (count < 1 || count > all) {
      throw new IllegalArgumentException("need 1 to %d places, got %d".formatted(all, count));
    }
    if (count > all / 2) {
      return beside(levels, (int) all - count, seed);
    }
    long pass = (long) count * levels.length * Arrays.stream(levels).sum() * TRIES * 3;
    long passes = Math.max(1, EFFORT / pass);
    BalancedSubset best = null;
    for (int start = 0; start < MOST_STARTS && passes > 0; start++) {
      var made = new BalancedSubset(levels, seed + start);
      if (start % 2 == 1) {
        made.scatter(count);
      } else {
        made.grow(count);
      }
      passes -= made.exchange((int) Math.min(passes, MOST_PASSES));
      if (best == null || made.imbalance() < best.imbalance()) {
        best = made;
      }
      if (best.isOrthogonal()) {
        break;
      }
    }
    return Objects.requireNonNull(best);
  }

  /// What is left beside a balanced subset is balanced.
  private static BalancedSubset beside(int[] levels, int count, long seed) {
    var left = count == 0 ? new BalancedSubset(levels, seed) : of(levels, count, seed);
    var made = new BalancedSubset(levels, seed);
    var free = new int[levels.length];
    Arrays.fill(free, FREE);
    var place = new int[levels.length];
    do {
      if (!left.has(place)) {
        made.add(place);
      }
    } while (advance(levels, place, free));
    return made;
  }

  /// How many combinations there are; the largest number where they are more than that.
  public static long combinations(int[] levels) {
    long all = 1;
    for (int level : levels) {
      all = Math.multiplyHigh(all, level) == 0 && all * level >= 0 ? all * level : Long.MAX_VALUE;
    }
    return all;
  }

  private void grow(int count) {
    var free = new int[levels.length];
    Arrays.fill(free, FREE);
    while (places.size() < count) {
      add(next(free).orElseThrow());
    }
  }

  /// Anywhere: from where growing comes to, no exchange of one place may lead on.
  private void scatter(int count) {
    var place = new int[levels.length];
    while (places.size() < count) {
      Arrays.setAll(place, axis -> random.nextInt(levels[axis]));
      if (!has(place)) {
        add(place);
      }
    }
  }

  /// The places, in the order in which they came.
  public List<int[]> places() {
    return places.stream().map(int[]::clone).toList();
  }

  public boolean has(int[] place) {
    return taken.contains(key(place));
  }

  /// Takes a place in.
  public void add(int[] place) {
    if (place.length != levels.length) {
      throw new IllegalArgumentException(
          "need a value of each of %d axes, got %s"
              .formatted(levels.length, Arrays.toString(place)));
    }
    if (!taken.add(key(place))) {
      throw new IllegalArgumentException("this place is taken: " + Arrays.toString(place));
    }
    places.add(place.clone());
    count(place, 1);
  }

  /// The place that keeps it the most balanced, among those that have these values and are not
  /// taken; empty where all are.
  ///
  /// @param fixed a value of each axis, or [#FREE]
  public Optional<int[]> next(int[] fixed) {
    int[] best = null;
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      var place = descended(fixed);
      long cost = cost(place);
      if (cost < least && !has(place)) {
        best = place;
        least = cost;
      }
    }
    return best == null ? leastOfAll(fixed) : Optional.of(best);
  }

  /// From anywhere, each free coordinate to its best value, until none gets better.
  private int[] descended(int[] fixed) {
    var place = new int[levels.length];
    for (int axis = 0; axis < place.length; axis++) {
      place[axis] = fixed[axis] == FREE ? random.nextInt(levels[axis]) : fixed[axis];
    }
    boolean better = true;
    for (int pass = 0; better && pass < MOST_PASSES; pass++) {
      better = false;
      for (int axis = 0; axis < place.length; axis++) {
        if (fixed[axis] == FREE) {
          better |= settle(place, axis);
        }
      }
    }
    return place;
  }

  private boolean settle(int[] place, int axis) {
    int before = place[axis];
    long now = costOf(place, axis);
    int first = random.nextInt(levels[axis]);
    for (int step = 0; step < levels[axis]; step++) {
      int value = (first + step) % levels[axis];
      int old = place[axis];
      place[axis] = value;
      long cost = costOf(place, axis);
      if (cost < now) {
        now = cost;
      } else {
        place[axis] = old;
      }
    }
    return place[axis] != before;
  }

  /// Where descending leads to nothing but what is taken.
  private Optional<int[]> leastOfAll(int[] fixed) {
    int[] best = null;
    long least = Long.MAX_VALUE;
    var place = new int[levels.length];
    for (int axis = 0; axis < place.length; axis++) {
      place[axis] = Math.max(0, fixed[axis]);
    }
    do {
      long cost = cost(place);
      if (cost < least && !has(place)) {
        best = place.clone();
        least = cost;
      }
    } while (advance(levels, place, fixed));
    return Optional.ofNullable(best);
  }

  private static boolean advance(int[] levels, int[] place, int[] fixed) {
    for (int axis = place.length - 1; axis >= 0; axis--) {
      if (fixed[axis] == FREE) {
        if (++place[axis] < levels[axis]) {
          return true;
        }
        place[axis] = 0;
      }
    }
    return false;
  }

  /// Exchanges places for better ones until none is; the number of passes that were used.
  private int exchange(int most) {
    var free = new int[levels.length];
    Arrays.fill(free, FREE);
    for (int pass = 0; pass < most && !isOrthogonal(); pass++) {
      boolean better = false;
      for (int at = 0; at < places.size(); at++) {
        var old = places.get(at);
        count(old, -1);
        taken.remove(key(old));
        var other = next(free).orElseThrow();
        long gain = cost(old) - cost(other);
        better |= gain > 0;
        var kept = gain >= 0 ? other : old;
        places.set(at, kept);
        taken.add(key(kept));
        count(kept, 1);
      }
      if (!better) {
        return pass + 2;
      }
    }
    return most + 1;
  }

  private void count(int[] place, int by) {
    for (int axis = 0; axis < place.length; axis++) {
      alone[axis][place[axis]] += by;
      for (int other = axis + 1; other < place.length; other++) {
        together[axis][other][place[axis]][place[other]] += by;
      }
    }
  }

  /// What a place adds to J₂.
  private long cost(int[] place) {
    long cost = 0;
    for (int axis = 0; axis < place.length; axis++) {
      cost += (long) levels[axis] * levels[axis] * alone[axis][place[axis]];
      for (int other = axis + 1; other < place.length; other++) {
        cost +=
            2L * levels[axis] * levels[other] * together[axis][other][place[axis]][place[other]];
      }
    }
    return cost;
  }

  /// The part of it that one axis has.
  private long costOf(int[] place, int axis) {
    long cost = (long) levels[axis] * levels[axis] * alone[axis][place[axis]];
    for (int other = 0; other < place.length; other++) {
      if (other != axis) {
        cost += 2L * levels[axis] * levels[other] * together(place, axis, other);
      }
    }
    return cost;
  }

  private long together(int[] place, int axis, int other) {
    return axis < other
        ? together[axis][other][place[axis]][place[other]]
        : together[other][axis][place[other]][place[axis]];
  }

  /// J₂.
  private long imbalance() {
    long coincidences = 0;
    long weights = Arrays.stream(levels).sum();
    for (int axis = 0; axis < levels.length; axis++) {
      long own = (long) levels[axis] * levels[axis];
      coincidences += own * Arrays.stream(alone[axis]).map(times -> times * times).sum();
      for (int other = axis + 1; other < levels.length; other++) {
        long both = 2L * levels[axis] * levels[other];
        for (var row : together[axis][other]) {
          coincidences += both * Arrays.stream(row).map(times -> times * times).sum();
        }
      }
    }
    return (coincidences - places.size() * weights * weights) / 2;
  }

  /// Whether every two values of two axes stand together equally often.
  public boolean isOrthogonal() {
    return spread()[0] == spread()[1];
  }

  /// How often two values of two axes stand together: the least, and the most often, each as a
  /// share of what it would be if all stood together equally often.
  public double[] spread() {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int axis = 0; axis < levels.length; axis++) {
      for (int other = axis + 1; other < levels.length; other++) {
        double even = places.size() / ((double) levels[axis] * levels[other]);
        for (var row : together[axis][other]) {
          for (long times : row) {
            least = Math.min(least, times / even);
            most = Math.max(most, times / even);
          }
        }
      }
    }
    return levels.length < 2 ? new double[] {1, 1} : new double[] {least, most};
  }

  private static List<Integer> key(int[] place) {
    return Arrays.stream(place).boxed().toList();
  }
}
