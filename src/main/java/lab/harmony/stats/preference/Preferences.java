package lab.harmony.stats.preference;

import java.util.HashSet;
import java.util.List;

/// How often each of some items was preferred to each other one, and how often they were called
/// equal.
public final class Preferences {

  private final List<String> items;
  private final int[][] wins;
  private final int[][] ties;

  private Preferences(List<String> items, int[][] wins, int[][] ties) {
    this.items = List.copyOf(items);
    this.wins = wins;
    this.ties = ties;
  }

  /// @param wins at `[i][j]` how often item i was preferred to j
  /// @param ties at `[i][j]` and at `[j][i]` how often they were equal
  public static Preferences of(List<String> items, int[][] wins, int[][] ties) {
    int k = items.size();
    if (new HashSet<>(items).size() < k) {
      throw new IllegalArgumentException("need items that differ, got " + items);
    }
    var ownWins = square(wins, k);
    var ownTies = square(ties, k);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        if (ownWins[i][j] < 0 || ownTies[i][j] < 0 || ownTies[i][j] != ownTies[j][i]) {
          throw new IllegalArgumentException(
              "need counts of 0 or more, and ties the same both ways, at %s and %s"
                  .formatted(items.get(i), items.get(j)));
        }
      }
      if (ownWins[i][i] != 0 || ownTies[i][i] != 0) {
        throw new IllegalArgumentException(
            "%s cannot be compared with itself".formatted(items.get(i)));
      }
    }
    return new Preferences(items, ownWins, ownTies);
  }

  private static int[][] square(int[][] counts, int size) {
    if (counts.length != size || List.of(counts).stream().anyMatch(row -> row.length != size)) {
      throw new IllegalArgumentException("need %d rows of %d counts".formatted(size, size));
    }
    return List.of(counts).stream().map(int[]::clone).toArray(int[][]::new);
  }

  /// The pairs in orders of several items: in each order, groups from the best down, with equal
  /// items in one group. Every pair of items that were shown together counts once.
  public static Preferences ofOrders(List<String> items, List<List<List<String>>> orders) {
    var wins = new int[items.size()][items.size()];
    var ties = new int[items.size()][items.size()];
    for (var order : orders) {
      var shown = order.stream().flatMap(List::stream).toList();
      if (new HashSet<>(shown).size() < shown.size() || !items.containsAll(shown)) {
        throw new IllegalArgumentException(
            "need each of %s once at most, got %s".formatted(items, order));
      }
      for (int group = 0; group < order.size(); group++) {
        for (var item : order.get(group)) {
          int i = items.indexOf(item);
          order.get(group).stream()
              .filter(equal -> !equal.equals(item))
              .forEach(equal -> ties[i][items.indexOf(equal)]++);
          order.subList(group + 1, order.size()).stream()
              .flatMap(List::stream)
              .forEach(worse -> wins[i][items.indexOf(worse)]++);
        }
      }
    }
    return of(items, wins, ties);
  }

  public List<String> items() {
    return items;
  }

  /// How often one was preferred to the other.
  public int wins(int one, int other) {
    return wins[one][other];
  }

  /// How often two were equal.
  public int ties(int one, int other) {
    return ties[one][other];
  }

  /// The number of comparisons.
  public long comparisons() {
    long comparisons = 0;
    for (int i = 0; i < items.size(); i++) {
      for (int j = 0; j < i; j++) {
        comparisons += (long) wins[i][j] + wins[j][i] + ties[i][j];
      }
    }
    return comparisons;
  }
}
