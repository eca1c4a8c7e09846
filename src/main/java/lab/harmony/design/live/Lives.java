package lab.harmony.design.live;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// [Live] values of one kind, each found out once for all pages that look at the same.
///
/// One lives as long as a page follows it. After that it is kept as long as there is room, and
/// while few others were looked at since: whoever comes back sees at once what was known, and
/// however much is looked at, nothing piles up.
///
/// @param <K> what is looked at
/// @param <T> what is shown of it
public final class Lives<K, T> {

  /// More than a person comes back to.
  private static final int KEPT = 16;

  private final Duration pause;
  private final Function<K, Supplier<T>> whole;
  private final Map<K, Reference<Live<T>>> known = new LinkedHashMap<>();

  /// @param pause the least time between two values of one
  /// @param whole computes a value from nothing
  public Lives(Duration pause, Function<K, T> whole) {
    this.pause = pause;
    this.whole = key -> () -> whole.apply(key);
  }

  private Lives(Function<K, Supplier<T>> whole, Duration pause) {
    this.pause = pause;
    this.whole = whole;
  }

  /// Those of which each knows something from one value to the next.
  ///
  /// @param whole what computes the values of one, and is let go of with it
  public static <K, T> Lives<K, T> each(Duration pause, Function<K, Supplier<T>> whole) {
    return new Lives<>(whole, pause);
  }

  public synchronized Live<T> of(K key) {
    var before = known.remove(key);
    var live = before == null ? null : before.get();
    if (live == null) {
      live = new Live<>(pause, whole.apply(key));
      tidy();
    }
    known.put(key, new SoftReference<>(live));
    return live;
  }

  /// Forgets those that are gone, and lets go of those that nobody follows and that were asked for
  /// longest ago: whoever still holds one hears of changes.
  private void tidy() {
    known.values().removeIf(one -> one.get() == null);
    var idle = new ArrayList<Map.Entry<K, Reference<Live<T>>>>();
    for (var one : known.entrySet()) {
      var live = one.getValue().get();
      if (one.getValue() instanceof SoftReference && live != null && !live.isFollowed()) {
        idle.add(one);
      }
    }
    for (var one : idle.subList(0, Math.max(0, idle.size() - KEPT))) {
      var live = one.getValue().get();
      if (live != null) {
        one.setValue(new WeakReference<>(live));
      }
    }
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
