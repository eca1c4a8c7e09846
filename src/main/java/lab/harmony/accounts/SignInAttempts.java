package lab.harmony.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Slows those who guess. Each wrong attempt counts for the address it came from, for the person
/// whom it named, and for both together; the more of them, the longer the next has to wait, and
/// what comes earlier is not looked at and counts for nothing.
///
/// A browser in which that person signed in before has a count of its own, and no other holds it
/// up: whoever guesses at a person's password elsewhere cannot keep them out.
@Component
class SignInAttempts {

  private static final Duration LONGEST = Duration.ofMinutes(15);

  /// Somebody whom many guess at from many addresses can still come in by an unknown browser.
  private static final Duration LONGEST_OF_A_PERSON = Duration.ofSeconds(30);

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
  private static final int MOST_KEPT = 20_000;

  private final Clock clock;
  private final Map<Count, Wrong> counts = new LinkedHashMap<>();

  SignInAttempts(Clock clock) {
    this.clock = clock;
  }

  private enum Kind {
    ADDRESS_AND_PERSON(3, LONGEST),
    ADDRESS(20, LONGEST),
    PERSON(30, LONGEST_OF_A_PERSON),
    KNOWN_BROWSER(5, LONGEST);

    private final int free;
    private final Duration longest;

    Kind(int free, Duration longest) {
      this.free = free;
      this.longest = longest;
    }

    /// How long the next one waits after so many wrong ones.
    private Duration delay(int wrong) {
      if (wrong < free) {
        return Duration.ZERO;
      }
      var doubled = Duration.ofSeconds(1L << Math.min(wrong - free, 20));
      return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
  }

  private record Count(Kind kind, String of) {}

  private record Wrong(int times, Instant last) {}

  /// Who tries: from which address, whom they name, and the browser by which that person is known.
  record Attempt(String address, String person, Optional<String> knownBrowser) {

    private Stream<Count> counts() {
      return knownBrowser
          .map(browser -> Stream.of(new Count(Kind.KNOWN_BROWSER, browser)))
          .orElseGet(() ->
              Stream.of(
                  new Count(Kind.ADDRESS_AND_PERSON, network() + " " + person),
                  new Count(Kind.ADDRESS, network()),
                  new Count(Kind.PERSON, person)));
    }

    /// Whoever has one address of the newer kind has as many as they like beside it.
    private String network() {
      var parts = address.split(":", -1);
      return parts.length < 5 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
    }
  }

  /// Begins an attempt, which is a wrong one until [#right] says otherwise, so that many at once
  /// count like one after the other.
  ///
  /// @return how long to wait instead; empty if it may be looked at
  synchronized Optional<Duration> begin(Attempt attempt) {
    var now = clock.instant();
    forget(now);
    var wait =
        attempt.counts().map(count -> wait(count, now)).max(Duration::compareTo).orElseThrow();
    if (wait.isPositive()) {
      return Optional.of(wait);
    }
    attempt
        .counts()
        .forEach(count -> {
          var before = counts.remove(count);
          counts.put(count, new Wrong(before == null ? 1 : before.times + 1, now));
        });
    return Optional.empty();
  }

  /// The attempt was right. Other people's wrong ones from that address still count.
  synchronized void right(Attempt attempt) {
    attempt
        .counts()
        .forEach(count -> {
          var wrong = counts.get(count);
          boolean own = count.kind == Kind.ADDRESS_AND_PERSON || count.kind == Kind.KNOWN_BROWSER;
          if (wrong != null && !own && wrong.times > 1) {
            counts.put(count, new Wrong(wrong.times - 1, wrong.last));
          } else {
            counts.remove(count);
          }
        });
  }

  private Duration wait(Count count, Instant now) {
    var wrong = counts.get(count);
    return wrong == null
        ? Duration.ZERO
        : Duration.between(now, wrong.last.plus(count.kind.delay(wrong.times)));
  }

  /// The oldest stand first.
  private void forget(Instant now) {
    var oldest = counts.values().iterator();
    while (oldest.hasNext()) {
      boolean old = oldest.next().last.plus(FORGOTTEN_AFTER).isBefore(now);
      if (!old && counts.size() <= MOST_KEPT) {
        return;
      }
      oldest.remove();
    }
  }
}
