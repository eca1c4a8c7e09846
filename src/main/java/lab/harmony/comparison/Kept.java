package lab.harmony.comparison;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Values that take long to make, each made once for all who ask meanwhile. They are kept up to a
/// size that all have together; the one that nobody asked for longest goes first.
public final class Kept<K, V> {

  private final long most;
  private final ToIntFunction<V> size;
  private final Map<K, CompletableFuture<V>> known = new LinkedHashMap<>(16, 0.75f, true);
  private long all;

  /// @param most how large they are together at most
  /// @param size of one value; it counts as 1 at least
  public Kept(long most, ToIntFunction<V> size) {
    this.most = most;
    this.size = size;
  }

  public V get(K key, Supplier<V> make) {
    CompletableFuture<V> value;
    boolean makes = false;
    synchronized (this) {
      var before = known.get(key);
      if (before == null) {
        before = new CompletableFuture<>();
        known.put(key, before);
        makes = true;
      }
      value = before;
    }
    return makes ? made(key, value, make) : made(value);
  }

  private V made(K key, CompletableFuture<V> value, Supplier<V> make) {
    try {
      var made = make.get();
      keep(made, value);
      return made;
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        known.remove(key, value);
      }
      value.completeExceptionally(e);
      throw e;
    }
  }

  private static <V> V made(CompletableFuture<V> value) {
    try {
      return value.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw e;
    }
  }

  private synchronized void keep(V made, CompletableFuture<V> value) {
    value.complete(made);
    all += weight(made);
    var eldest = known.values().iterator();
    while (all > most && eldest.hasNext()) {
      var one = eldest.next();
      if (one.isDone()) {
        all -= weight(one.join());
        eldest.remove();
      }
    }
  }

  private int weight(V value) {
    return Math.max(1, size.applyAsInt(value));
  }

  /// How large all are together that are kept.
  synchronized long size() {
    return all;
  }
}
