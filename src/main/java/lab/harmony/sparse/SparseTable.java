package lab.harmony.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lab.harmony.stats.cells.BalancedSubset;

/// A grid as numbers: how many values each axis has, and which axes make its cells. A **place** is
/// one value of every axis, which is one picture; a **cell** is one value of each axis that is
/// asked for, over all values of the others.
///
/// @param levels how many values each axis has
/// @param asked which of the axes make the cells, in their order
record SparseTable(List<Integer> levels, List<Integer> asked) {

  /// Of so many pictures a first round takes one, at least.
  private static final int SHARE = 4;

  /// The same choice wherever it is made.
  private static final long SEED = 20261130;

  SparseTable {
    levels = List.copyOf(levels);
    asked = List.copyOf(asked);
    if (asked.isEmpty() || new HashSet<>(asked).size() < asked.size()) {
      throw new IllegalArgumentException("need different axes that make cells, got " + asked);
    }
  }

  private int[] sizes() {
    return levels.stream().mapToInt(Integer::intValue).toArray();
  }

  /// How many values the axes of the cells have.
  int[] cellLevels() {
    return asked.stream().mapToInt(levels::get).toArray();
  }

  int cells() {
    return (int) BalancedSubset.combinations(cellLevels());
  }

  long places() {
    return BalancedSubset.combinations(sizes());
  }

  int placesOfCell() {
    return (int) (places() / cells());
  }

  /// The number of the cell of a place, the last axis fastest.
  int cellOf(int[] place) {
    int cell = 0;
    for (int axis : asked) {
      cell = cell * levels.get(axis) + place[axis];
    }
    return cell;
  }

  /// The values of a cell on its axes.
  int[] valuesOf(int cell) {
    var values = new int[asked.size()];
    int left = cell;
    for (int at = values.length - 1; at >= 0; at--) {
      int size = levels.get(asked.get(at));
      values[at] = left % size;
      left /= size;
    }
    return values;
  }

  /// How many pictures the first round has unless somebody wants others: a quarter of all, and as
  /// many as it takes for every two values of two axes to stand together once.
  int usualFirst() {
    var sorted = levels.stream().sorted().toList();
    int last = sorted.size() - 1;
    long pairs = last == 0 ? sorted.getLast() : (long) sorted.get(last) * sorted.get(last - 1);
    return (int) Math.min(places(), Math.max(pairs, Math.ceilDiv(places(), SHARE)));
  }

  /// The places of the first round.
  BalancedSubset first(int count) {
    return BalancedSubset.of(sizes(), count, SEED);
  }

  /// The places of a further round: as many again in every cell that is open as it has, at least as
  /// many as cells have on average, spread evenly over the other axes.
  List<int[]> next(Collection<int[]> drawn, Set<Integer> open) {
    var subset = new BalancedSubset(sizes(), SEED + drawn.size());
    var has = new int[cells()];
    for (var place : drawn) {
      subset.add(place);
      has[cellOf(place)]++;
    }
    int usual = Math.max(1, Math.ceilDiv(drawn.size(), Math.max(1, withPictures(has))));
    var wanted = new ArrayList<int[]>();
    var left = new int[cells()];
    for (int cell : open) {
      left[cell] = Math.min(placesOfCell() - has[cell], Math.max(usual, has[cell]));
    }
    for (boolean more = true; more; ) {
      more = false;
      for (int cell = 0; cell < left.length; cell++) {
        if (left[cell] > 0) {
          left[cell]--;
          more = true;
          var place = subset.next(fixed(cell)).orElseThrow();
          subset.add(place);
          wanted.add(place);
        }
      }
    }
    return wanted;
  }

  private static int withPictures(int[] has) {
    return (int) Arrays.stream(has).filter(count -> count > 0).count();
  }

  private int[] fixed(int cell) {
    var fixed = new int[levels.size()];
    Arrays.fill(fixed, BalancedSubset.FREE);
    var values = valuesOf(cell);
    IntStream.range(0, values.length).forEach(at -> fixed[asked.get(at)] = values[at]);
    return fixed;
  }
}
