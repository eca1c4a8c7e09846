package lab.harmony.stats.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/// Which items can be reached from which by comparisons, and whether strengths that explain them
/// best exist at all.
final class PreferenceGraph {

  /// No bound.
  private static final int FREE = Integer.MAX_VALUE / 4;

  private final Preferences preferences;

  PreferenceGraph(Preferences preferences) {
    this.preferences = preferences;
  }

  /// The groups of items that are connected by comparisons.
  List<List<String>> components() {
    return groups((i, j) -> edge(i, j) || edge(j, i));
  }

  /// The groups of items each of which was, over others if need be, preferred or equal to each
  /// other one.
  List<List<String>> strongComponents() {
    return groups(this::edge);
  }

  private boolean edge(int i, int j) {
    return preferences.wins(i, j) > 0 || preferences.ties(i, j) > 0;
  }

  private List<List<String>> groups(BiPredicate<Integer, Integer> edge) {
    int k = preferences.items().size();
    var reached = new boolean[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        reached[i][j] = i == j || edge.test(i, j);
      }
    }
    for (int over = 0; over < k; over++) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          reached[i][j] |= reached[i][over] && reached[over][j];
        }
      }
    }
    var left = new TreeSet<Integer>();
    for (int i = 0; i < k; i++) {
      left.add(i);
    }
    var groups = new ArrayList<List<String>>();
    while (!left.isEmpty()) {
      int first = left.first();
      var group = left.stream().filter(it -> reached[first][it] && reached[it][first]).toList();
      groups.add(group.stream().map(preferences.items()::get).toList());
      left.removeAll(group);
    }
    return groups;
  }

  /// Whether the likelihood of Davidson's model grows for ever as ties become likelier: then log
  /// strengths b exist with `b_i - b_j >= 2` where i always won, `= 2` where it won or tied, and
  /// within 2 where they only tied, so that nothing observed becomes less likely; a pair that was
  /// won both ways forbids them. Asked only where there are ties.
  boolean tiesWithoutBound() {
    int k = preferences.items().size();
    // The largest that b_i - b_j may be.
    var most = new int[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        boolean won = preferences.wins(i, j) > 0;
        boolean lost = preferences.wins(j, i) > 0;
        boolean tied = preferences.ties(i, j) > 0;
        if (won && lost) {
          return false;
        }
        most[i][j] = i == j ? 0 : lost ? -2 : tied ? 2 : FREE;
      }
    }
    for (int over = 0; over < k; over++) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          if (most[i][over] < FREE && most[over][j] < FREE) {
            most[i][j] = Math.min(most[i][j], most[i][over] + most[over][j]);
          }
        }
      }
    }
    for (int i = 0; i < k; i++) {
      if (most[i][i] < 0) {
        return false;
      }
    }
    return true;
  }
}
