package lab.harmony.accounts.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import lab.harmony.accounts.proof.SignInAttempts.Attempt;
import lab.harmony.accounts.proof.SignInAttempts.Begun;
import lab.harmony.accounts.proof.SignInAttempts.Tried;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SignInAttemptsTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  private final SignInAttempts attempts =
      new SignInAttempts(((InstantSource) now::get).withZone(ZoneOffset.UTC));
  private final AtomicReference<Begun> begun = new AtomicReference<>();

  private static Attempt from(String address, String person) {
    return new Attempt(address, List.of(new Tried(person, Optional.empty())));
  }

  private static Attempt by(String browser, String address, String person) {
    return new Attempt(address, List.of(new Tried(person, Optional.of(browser))));
  }

  /// @return how long to wait instead; empty if it may be looked at
  private Optional<Duration> begin(Attempt attempt) {
    begun.set(attempts.begin(attempt));
    return begun.get().heldUp();
  }

  private void later(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /// How many of these are looked at within a time, by somebody who tries again and again.
  private int lookedAt(Attempt attempt, Duration time) {
    int looked = 0;
    var end = now.get().plus(time);
    while (now.get().isBefore(end)) {
      var wait = begin(attempt);
      if (wait.isEmpty()) {
        looked++;
      }
      later(wait.orElse(Duration.ofMillis(10)));
    }
    return looked;
  }

  @Test
  void whoGuessesAtOnePersonIsSlowedMoreAndMore() {
    var guess = from("10.0.0.1", "ada");
    for (int free = 0; free < 3; free++) {
      assertThat(begin(guess)).isEmpty();
    }
    assertThat(begin(guess)).contains(Duration.ofSeconds(1));
    later(Duration.ofSeconds(1));
    assertThat(begin(guess)).isEmpty();
    assertThat(begin(guess)).contains(Duration.ofSeconds(2));
    assertThat(lookedAt(guess, Duration.ofDays(1))).as("guesses in a day").isLessThan(120);
  }

  @Test
  void whatIsRefusedDoesNotMakeTheWaitLonger() {
    var guess = from("10.0.0.1", "ada");
    for (int many = 0; many < 1000; many++) {
      begin(guess);
    }
    assertThat(begin(guess)).contains(Duration.ofSeconds(1));
  }

  @Test
  void whoTriesManyPeopleFromOneAddressIsSlowed() {
    for (int person = 0; person < 20; person++) {
      assertThat(begin(from("10.0.0.1", "person " + person))).isEmpty();
    }
    assertThat(begin(from("10.0.0.1", "another"))).isPresent();
    assertThat(begin(from("10.0.0.2", "another"))).isEmpty();
  }

  @Test
  void manyAddressesAtOnePersonAreSlowedAndDoNotKeepThemOut() {
    for (int address = 0; address < 200; address++) {
      begin(from("10.0.1." + address, "ada"));
    }
    var knownBrowser = by("her laptop", "10.9.9.9", "ada");
    assertThat(begin(knownBrowser)).as("a browser she used before").isEmpty();
    var elsewhere = begin(from("10.9.9.9", "ada"));
    assertThat(elsewhere)
        .hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(30)));
  }

  @Test
  void aKnownBrowserIsSlowedByItselfAlone() {
    var stolen = by("a stolen laptop", "10.0.0.1", "ada");
    assertThat(lookedAt(stolen, Duration.ofDays(1))).isLessThan(120);
    assertThat(begin(from("10.0.0.1", "ada"))).isEmpty();
  }

  @Test
  void aRightOneBeginsAnewAndForgivesNoOthers() {
    var honest = from("10.0.0.1", "grace");
    for (int person = 0; person < 19; person++) {
      begin(from("10.0.0.1", "person " + person));
    }
    for (int times = 0; times < 5; times++) {
      assertThat(begin(honest)).as("right passwords").isEmpty();
      attempts.right(begun.get(), "grace");
    }
    begin(from("10.0.0.1", "one more"));
    assertThat(begin(from("10.0.0.1", "and more"))).isPresent();
  }

  @Test
  void oneNetworkOfTheNewerKindIsOneAddress() {
    for (int host = 0; host < 20; host++) {
      begin(from("2001:db8:0:7:0:0:0:" + host, "person " + host));
    }
    assertThat(begin(from("2001:db8:0:7:a:b:c:d", "another"))).isPresent();
    assertThat(begin(from("2001:db8:0:8:a:b:c:d", "another"))).isEmpty();
  }

  @Test
  void manyAtOnceAreNoMoreThanOneAfterTheOther() throws InterruptedException {
    var looked = new AtomicInteger();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int at = 0; at < 100; at++) {
        pool.submit(() -> {
          if (begin(from("10.0.0.1", "ada")).isEmpty()) {
            looked.incrementAndGet();
          }
        });
      }
    }
    assertThat(looked).hasValue(3);
  }

  @Test
  void aDayWithoutAttemptsIsForgotten() {
    var guess = from("10.0.0.1", "ada");
    lookedAt(guess, Duration.ofHours(5));
    later(Duration.ofHours(25));
    for (int free = 0; free < 3; free++) {
      assertThat(begin(guess)).isEmpty();
    }
  }

  @Test
  void aKnownBrowserSparesItsOwnPersonAndNobodyWhoIsCalledTheSame() {
    var both =
        new Attempt(
            "10.0.0.1",
            List.of(
                new Tried("ada", Optional.empty()), new Tried("mallory", Optional.of("a laptop"))));
    for (int free = 0; free < 3; free++) {
      var once = attempts.begin(both);
      assertThat(once.isOpen("ada")).isTrue();
      attempts.right(once, "mallory");
    }
    assertThat(attempts.begin(both))
        .satisfies(it -> {
          assertThat(it.isOpen("mallory")).isTrue();
          assertThat(it.isOpen("ada")).isFalse();
          assertThat(it.heldUp()).isPresent();
        });
  }

  @Test
  void aRightOneClearsTheCountsOfNobodyElse() {
    var both =
        new Attempt(
            "10.0.0.1",
            List.of(new Tried("ada", Optional.empty()), new Tried("mallory", Optional.empty())));
    for (int free = 0; free < 3; free++) {
      attempts.right(attempts.begin(both), "mallory");
    }
    assertThat(begin(from("10.0.0.1", "ada"))).contains(Duration.ofSeconds(1));
    assertThat(begin(from("10.0.0.1", "mallory"))).isEmpty();
  }

  @Test
  void countsFadeAlsoWhileSomebodyTriesNowAndThen() {
    for (int person = 0; person < 19; person++) {
      begin(from("10.0.0.1", "person " + person));
    }
    for (int day = 0; day < 100; day++) {
      later(Duration.ofHours(20));
      assertThat(begin(from("10.0.0.1", "somebody " + day))).isEmpty();
    }
    for (int minutes = 0; minutes < 6 * 20; minutes += 20) {
      later(Duration.ofMinutes(20));
      begin(from("10.0.0.1", "slowly " + minutes));
    }
    assertThat(begin(from("10.0.0.1", "another"))).isEmpty();
  }

  @Test
  void whoSharesAnAddressWithManyWaitsHalfAMinuteAtMost() {
    for (int person = 0; person < 100; person++) {
      begin(from("10.0.0.1", "person " + person)).ifPresent(this::later);
      begin(from("10.0.0.1", "person " + person));
    }
    assertThat(begin(from("10.0.0.1", "another"))).contains(Duration.ofSeconds(30));
  }

  @Test
  void aRightOneMakesNobodyElseWaitLonger() {
    for (int person = 0; person < 30; person++) {
      begin(from("10.0.0.1", "person " + person)).ifPresent(this::later);
      begin(from("10.0.0.1", "person " + person));
    }
    later(Duration.ofSeconds(30));
    assertThat(begin(from("10.0.0.1", "grace"))).isEmpty();
    attempts.right(begun.get(), "grace");
    assertThat(begin(from("10.0.0.1", "another"))).isEmpty();
  }
}
