package lab.harmony.analytics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/// The order in which tables and figures list names: those of the baseline matrix first, then
/// others as they appear.
enum MatrixOrder {
  ARCHETYPES("soft", "stoic", "energetic", "melancholic"),
  EMOTIONS("neutral", "happy", "sad", "angry");

  private final List<String> baseline;

  MatrixOrder(String... baseline) {
    this.baseline = List.of(baseline);
  }

  Comparator<String> then(List<String> appearing) {
    var names = new LinkedHashSet<>(baseline);
    names.addAll(appearing);
    var order = new ArrayList<>(names);
    return Comparator.comparingInt(order::indexOf);
  }
}
