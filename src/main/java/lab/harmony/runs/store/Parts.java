package lab.harmony.runs.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Many names in parts that one statement takes.
final class Parts {

  private static final int MOST = 500;

  private Parts() {}

  /// None for none.
  static <T> List<List<T>> of(Collection<T> names) {
    var all = List.copyOf(names);
    var parts = new ArrayList<List<T>>();
    for (var from = 0; from < all.size(); from += MOST) {
      parts.add(all.subList(from, Math.min(all.size(), from + MOST)));
    }
    return parts;
  }
}
