package lab.harmony.runs.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How fast a run goes, from the first denoising step on: loading the model does not count.
///
/// @param start when the first step was done
/// @param doneAtStart how much was done then
record Pace(Instant start, long doneAtStart) {

  private static final Duration ENOUGH = Duration.ofSeconds(2);

  /// The time left; empty while too little is known to say.
  Optional<Duration> remaining(Instant now, long done, long total) {
    var taken = Duration.between(start, now);
    var worked = done - doneAtStart;
    return taken.compareTo(ENOUGH) < 0 || worked <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(taken.toMillis() * (total - done) / worked));
  }
}
