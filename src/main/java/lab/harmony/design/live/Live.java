package lab.harmony.design.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// A value that many screens show at once: computed once for all of them, away from the threads
/// that answer people and from those that announce changes.
///
/// Changes that come faster than a few times a second are computed together, and whoever follows
/// hears of the newest value only when it is another one. When nobody follows any more, the value
/// is kept until a change is announced: whoever comes next sees it at once, and what came of
/// changes that nobody announced soon after.
///
/// @param <T> immutable, and equal to another of its kind that shows the same
public final class Live<T> {

  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  /// How long after somebody came the value is computed again: most who look in leave at once, and
  /// their first moment belongs to what they look at.
  private static final Executor SOON =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, THREADS);

  private final Supplier<T> whole;
  private final Executor later;
  private final List<Consumer<T>> followers = new CopyOnWriteArrayList<>();
  private final Map<Object, UnaryOperator<T>> parts = new LinkedHashMap<>();
  private @Nullable T newest;
  private @Nullable CompletableFuture<T> first;
  private boolean changed;
  private boolean working;
  private boolean checking;

  /// @param pause the least time between two values
  /// @param whole computes the value from nothing
  public Live(Duration pause, Supplier<T> whole) {
    this.whole = whole;
    this.later =
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, THREADS);
  }

  /// What ends following.
  @FunctionalInterface
  public interface Following {
    void end();
  }

  /// Tells the value now, on this thread, and every later one on another, until that is ended.
  /// Where it is not known yet, it is computed once for all who come meanwhile.
  public Following follow(Consumer<T> follower) {
    var known = join(follower);
    try {
      if (known == null) {
        known = first();
      } else {
        checkSoon();
      }
      follower.accept(known);
      return () -> leave(follower);
    } catch (RuntimeException e) {
      leave(follower);
      throw e;
    }
  }

  /// The same where the value is known already; empty where it would have to be computed first.
  public Optional<Following> followKnown(Consumer<T> follower) {
    var known = join(follower);
    if (known == null) {
      leave(follower);
      return Optional.empty();
    }
    checkSoon();
    follower.accept(known);
    return Optional.of(() -> leave(follower));
  }

  /// Somebody who follows looks again after a while: finds out, soon, what came of changes that
  /// nobody announced.
  public void visited() {
    checkSoon();
  }

  /// Whether anybody would hear of a change.
  public boolean isFollowed() {
    return !followers.isEmpty();
  }

  /// Computes all of it again, soon.
  public synchronized void changed() {
    if (followers.isEmpty()) {
      newest = null;
    } else {
      changed = true;
      parts.clear();
      work();
    }
  }

  /// Computes what follows from the value before, soon; a later change of the same part replaces an
  /// earlier one that is not computed yet.
  public synchronized void changed(Object part, UnaryOperator<T> change) {
    if (followers.isEmpty()) {
      newest = null;
    } else if (!changed) {
      parts.put(part, change);
      work();
    }
  }

  private synchronized @Nullable T join(Consumer<T> follower) {
    followers.add(follower);
    return newest;
  }

  private T first() {
    CompletableFuture<T> known;
    boolean computes = false;
    synchronized (this) {
      if (newest != null) {
        return newest;
      }
      if (first == null) {
        first = new CompletableFuture<>();
        computes = true;
      }
      known = first;
    }
    if (computes) {
      compute(known);
    }
    try {
      return known.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw e;
    }
  }

  private void compute(CompletableFuture<T> known) {
    try {
      var value = whole.get();
      synchronized (this) {
        if (newest == null) {
          newest = value;
        }
        first = null;
        value = newest;
      }
      known.complete(value);
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        first = null;
      }
      known.completeExceptionally(e);
    }
  }

  private synchronized void leave(Consumer<T> follower) {
    followers.remove(follower);
    if (followers.isEmpty() && (changed || !parts.isEmpty())) {
      newest = null; // what it would have become was not found out
      changed = false;
      parts.clear();
    }
  }

  private synchronized void checkSoon() {
    if (!checking) {
      checking = true;
      SOON.execute(this::check);
    }
  }

  private synchronized void check() {
    checking = false;
    if (!followers.isEmpty()) {
      changed();
    }
  }

  private void work() {
    if (!working) {
      working = true;
      THREADS.execute(this::computed);
    }
  }

  private void computed() {
    try {
      step();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(Live.class)
          .error("What is shown could not be brought up to date.", e);
    } finally {
      later.execute(this::again);
    }
  }

  private synchronized void again() {
    working = false;
    if (changed || !parts.isEmpty()) {
      work();
    }
  }

  private void step() {
    T before;
    List<UnaryOperator<T>> changes;
    boolean all;
    synchronized (this) {
      before = newest;
      all = changed || before == null;
      changes = new ArrayList<>(parts.values());
      changed = false;
      parts.clear();
    }
    var now = before;
    if (all || now == null) {
      now = whole.get();
    } else {
      for (var change : changes) {
        now = change.apply(now);
      }
    }
    if (keep(before, now)) {
      for (var follower : followers) {
        follower.accept(now);
      }
    }
  }

  private synchronized boolean keep(@Nullable T before, T now) {
    if (followers.isEmpty()) {
      newest = null;
      return false;
    }
    if (newest != before) {
      changed = true; // others came while it was computed, and were told something newer
      return false;
    }
    newest = now;
    return !now.equals(before);
  }
}
