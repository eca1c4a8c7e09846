package lab.harmony.prose.ui;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What was made of texts most recently, for all pages: each opening of a notebook shows the same
/// ones.
///
/// @param <K> a text and whatever else the result depends on, compared by value
public final class Rendered<K> {
  private static final int MOST = 2000;
  private static final int LONGEST = 20_000;

  private final Function<K, String> make;
  private final Map<K, String> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, String> eldest) {
          return size() > MOST;
        }
      };

  /// @param make depends on nothing but what it is given
  public Rendered(Function<K, String> make) {
    this.make = make;
  }

  public String of(K what) {
    synchronized (known) {
      var before = known.get(what);
      if (before != null) {
        return before;
      }
    }
    var made = make.apply(what);
    if (made.length() <= LONGEST) {
      synchronized (known) {
        known.put(what, made);
      }
    }
    return made;
  }
}
