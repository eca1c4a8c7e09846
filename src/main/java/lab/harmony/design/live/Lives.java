package lab.harmony.design.live;

import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/// [Live] values of one kind, each found out once for all pages that look at the same.
///
/// One lives as long as a page follows it. After that it is kept as long as there is room: whoever
/// comes back sees at once what was known, and however much is looked at, nothing piles up.
///
/// @param <K> what is looked at
/// @param <T> what is shown of it
public final class Lives<K, T> {

  private final Duration pause;
  private final Function<K, T> whole;
  private final Map<K, SoftReference<Live<T>>> known = new HashMap<>();

  /// @param pause the least time between two values of one
  /// @param whole computes a value from nothing
  public Lives(Duration pause, Function<K, T> whole) {
    this.pause = pause;
    this.whole = whole;
  }

  public synchronized Live<T> of(K key) {
    var before = known.get(key);
    var live = before == null ? null : before.get();
    if (live == null) {
      live = new Live<>(pause, () -> whole.apply(key));
      known.values().removeIf(other -> other.get() == null);
      known.put(key, new SoftReference<>(live));
    }
    return live;
  }

  /// Announces a change of one, if anybody looks or has looked at it.
  public synchronized void ifKnown(K key, Consumer<Live<T>> change) {
    var one = known.get(key);
    var live = one == null ? null : one.get();
    if (live != null) {
      change.accept(live);
    }
  }

  /// Announces a change to all at which somebody looks or has looked.
  public synchronized void forEach(BiConsumer<K, Live<T>> change) {
    known.forEach((key, one) -> {
      var live = one.get();
      if (live != null) {
        change.accept(key, live);
      }
    });
  }
}
