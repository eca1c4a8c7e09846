package lab.harmony.cli.served;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Slows addresses from which wrong tokens come: after twenty within a minute they are told to wait
/// until it is over. A token has 256 random bits: nobody guesses one, and nobody learns whether
/// they did who does not wait.
final class TokenAttempts {

  private static final int FREE = 20;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_KEPT = 10_000;

  private record Wrong(Instant since, int times) {}

  private final Clock clock;
  private final Map<String, Wrong> wrong =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
          return size() > MOST_KEPT;
        }
      };

  TokenAttempts(Clock clock) {
    this.clock = clock;
  }

  /// Counts a wrong token.
  ///
  /// @return how long the address has to wait; empty if it may try again
  synchronized Optional<Duration> wrong(String address) {
    var now = clock.instant();
    var counted =
        wrong.merge(
            address,
            new Wrong(now, 1),
            (before, _) ->
                before.since().plus(WINDOW).isAfter(now)
                    ? new Wrong(before.since(), before.times() + 1)
                    : new Wrong(now, 1));
    return counted.times() <= FREE
        ? Optional.empty()
        : Optional.of(Duration.between(now, counted.since().plus(WINDOW)));
  }
}
