package lab.harmony.notebooks.versions;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which version of many goes first: the one whose neighbours stand closest to each other for how
/// old it is. So the newest stand close, the older the farther apart, and what is alone in its
/// month stays.
final class Thinning {

  private Thinning() {}

  /// The place of the one that goes; empty when none may. The newest never goes, and neither does
  /// the oldest.
  ///
  /// @param times of the versions, the oldest first
  /// @param kept whether the one at a place has to stay
  static Optional<Integer> next(List<Instant> times, IntPredicate kept, Instant now) {
    return IntStream.range(1, Math.max(times.size() - 1, 1))
        .filter(at -> at < times.size() - 1 && !kept.test(at))
        .boxed()
        .min(Comparator.comparingDouble(at -> closeness(times, at, now)));
  }

  private static double closeness(List<Instant> times, int at, Instant now) {
    double gap = Duration.between(times.get(at - 1), times.get(at + 1)).toMillis();
    double age = Math.max(1, Duration.between(times.get(at), now).toMillis());
    return gap / age;
  }
}
