package lab.harmony.accounts.proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Slows those who guess. Each wrong attempt counts for the address it came from, for each person
/// whom it named, and for both together; the more of them, the longer the next has to wait, and
/// what comes earlier is not looked at and counts for nothing. Counts fade.
///
/// A browser in which a person signed in before has a count of its own for them, and no other holds
/// it up: whoever guesses at a person's password elsewhere cannot keep them out. It spares nobody
/// else who is called the same.
@Component
public class SignInAttempts {

  private static final Duration LONGEST = Duration.ofMinutes(15);

  /// Somebody whom many guess at from many addresses can still come in by an unknown browser, and
  /// so can they who share an address with many.
  private static final Duration LONGEST_OF_MANY = Duration.ofSeconds(30);

  /// One wrong attempt is forgiven each time.
  private static final Duration FADES_EVERY = Duration.ofMinutes(15);

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
  private static final int MOST_KEPT = 20_000;

  private final Clock clock;
  private final Map<Count, Wrong> counts = new LinkedHashMap<>();

  public SignInAttempts(Clock clock) {
    this.clock = clock;
  }

  private enum Kind {
    ADDRESS_AND_PERSON(3, LONGEST),
    ADDRESS(20, LONGEST_OF_MANY),
    PERSON(30, LONGEST_OF_MANY),
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

  /// @param faded up to when the count has faded
  private record Wrong(int times, Instant last, Instant faded) {

    private Wrong at(Instant now) {
      long quarters = Math.max(0, Duration.between(faded, now).dividedBy(FADES_EVERY));
      return new Wrong(
          (int) Math.max(0, times - quarters),
          last,
          faded.plus(FADES_EVERY.multipliedBy(quarters)));
    }
  }

  /// One of those whom an attempt names: by id, so that it counts the same however they are called.
  ///
  /// @param knownBrowser by which that person, and nobody else, is known
  public record Tried(String person, Optional<String> knownBrowser) {}

  /// Who tries: from which address, and all whom they name.
  public record Attempt(String address, List<Tried> people) {

    private Stream<Count> counts(Tried tried) {
      return tried
          .knownBrowser
          .map(browser -> Stream.of(new Count(Kind.KNOWN_BROWSER, browser)))
          .orElseGet(() ->
              Stream.of(
                  new Count(Kind.ADDRESS_AND_PERSON, network() + " " + tried.person),
                  new Count(Kind.ADDRESS, network()),
                  new Count(Kind.PERSON, tried.person)));
    }

    /// Whoever has one address of the newer kind has as many as they like beside it.
    private String network() {
      var parts = address.split(":", -1);
      return parts.length < 5 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
    }
  }

  /// An attempt that has begun.
  public static final class Begun {
    private final Attempt attempt;
    private final List<Tried> open;
    private final Optional<Duration> wait;
    private final Instant at;
    private final Map<Count, Instant> lastBefore = new HashMap<>();

    private Begun(Attempt attempt, List<Tried> open, Optional<Duration> wait, Instant at) {
      this.attempt = attempt;
      this.open = open;
      this.wait = wait;
      this.at = at;
    }

    /// Whether anything may be looked at.
    public boolean isOpen() {
      return !open.isEmpty();
    }

    /// Whether this person's password may be looked at.
    public boolean isOpen(String person) {
      return open.stream().anyMatch(it -> it.person.equals(person));
    }

    /// How long until the next of those may be looked at who may not now; empty if all may.
    public Optional<Duration> heldUp() {
      return wait;
    }
  }

  /// Begins an attempt, which is a wrong one at everybody who may be looked at until [#right] says
  /// otherwise, so that many at once count like one after the other.
  public synchronized Begun begin(Attempt attempt) {
    var now = clock.instant();
    forget(now);
    var waits = new LinkedHashMap<Tried, Duration>();
    attempt.people.forEach(tried ->
        waits.put(
            tried,
            attempt
                .counts(tried)
                .map(count -> wait(count, now))
                .max(Duration::compareTo)
                .orElseThrow()));
    var open = attempt.people.stream().filter(it -> !isHeldUp(waits, it)).toList();
    var wait = waits.values().stream().filter(Duration::isPositive).min(Duration::compareTo);
    var begun = new Begun(attempt, open, wait, now);
    open.stream().flatMap(attempt::counts).distinct().forEach(count -> count(count, begun));
    return begun;
  }

  private static boolean isHeldUp(Map<Tried, Duration> waits, Tried tried) {
    return waits.getOrDefault(tried, Duration.ZERO).isPositive();
  }

  private void count(Count count, Begun begun) {
    var before = counts.remove(count);
    if (before == null) {
      counts.put(count, new Wrong(1, begun.at, begun.at));
      return;
    }
    begun.lastBefore.put(count, before.last);
    var faded = before.at(begun.at);
    counts.put(count, new Wrong(faded.times + 1, begun.at, faded.faded));
  }

  /// The attempt was this person's own. What was wrong before at others, or from that address,
  /// still counts, and holds nobody up for longer.
  public synchronized void right(Begun begun, String person) {
    begun.open.stream()
        .filter(it -> it.person.equals(person))
        .flatMap(begun.attempt::counts)
        .forEach(count -> takeBack(count, begun));
  }

  private void takeBack(Count count, Begun begun) {
    var wrong = counts.get(count);
    boolean own = count.kind == Kind.ADDRESS_AND_PERSON || count.kind == Kind.KNOWN_BROWSER;
    if (wrong == null || own || wrong.times <= 1) {
      counts.remove(count);
      return;
    }
    var last =
        wrong.last.equals(begun.at) ? begun.lastBefore.getOrDefault(count, wrong.last) : wrong.last;
    counts.put(count, new Wrong(wrong.times - 1, last, wrong.faded));
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
