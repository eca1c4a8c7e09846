package lab.harmony.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import lab.harmony.accounts.SignInAttempts.Attempt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SignInAttemptsTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  private final SignInAttempts attempts =
      new SignInAttempts(((InstantSource) now::get).withZone(ZoneOffset.UTC));

  private static Attempt from(String address, String person) {
    return new Attempt(address, person, Optional.empty());
  }

  private void later(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /// How many of these are looked at within a time, by somebody who tries again and again.
  private int lookedAt(Attempt attempt, Duration time) {
    int looked = 0;
    var end = now.get().plus(time);
    while (now.get().isBefore(end)) {
      var wait = attempts.begin(attempt);
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
      assertThat(attempts.begin(guess)).isEmpty();
    }
    assertThat(attempts.begin(guess)).contains(Duration.ofSeconds(1));
    later(Duration.ofSeconds(1));
    assertThat(attempts.begin(guess)).isEmpty();
    assertThat(attempts.begin(guess)).contains(Duration.ofSeconds(2));
    assertThat(lookedAt(guess, Duration.ofDays(1))).as("guesses in a day").isLessThan(120);
  }

  @Test
  void whatIsRefusedDoesNotMakeTheWaitLonger() {
    var guess = from("10.0.0.1", "ada");
    for (int many = 0; many < 1000; many++) {
      attempts.begin(guess);
    }
    assertThat(attempts.begin(guess)).contains(Duration.ofSeconds(1));
  }

  @Test
  void whoTriesManyPeopleFromOneAddressIsSlowed() {
    for (int person = 0; person < 20; person++) {
      assertThat(attempts.begin(from("10.0.0.1", "person " + person))).isEmpty();
    }
    assertThat(attempts.begin(from("10.0.0.1", "another"))).isPresent();
    assertThat(attempts.begin(from("10.0.0.2", "another"))).isEmpty();
  }

  @Test
  void manyAddressesAtOnePersonAreSlowedAndDoNotKeepThemOut() {
    for (int address = 0; address < 200; address++) {
      attempts.begin(from("10.0.1." + address, "ada"));
    }
    var knownBrowser = new Attempt("10.9.9.9", "ada", Optional.of("her laptop"));
    assertThat(attempts.begin(knownBrowser)).as("a browser she used before").isEmpty();
    var elsewhere = attempts.begin(from("10.9.9.9", "ada"));
    assertThat(elsewhere)
        .hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(30)));
  }

  @Test
  void aKnownBrowserIsSlowedByItselfAlone() {
    var stolen = new Attempt("10.0.0.1", "ada", Optional.of("a stolen laptop"));
    assertThat(lookedAt(stolen, Duration.ofDays(1))).isLessThan(120);
    assertThat(attempts.begin(from("10.0.0.1", "ada"))).isEmpty();
  }

  @Test
  void aRightOneBeginsAnewAndForgivesNoOthers() {
    var honest = from("10.0.0.1", "grace");
    for (int person = 0; person < 19; person++) {
      attempts.begin(from("10.0.0.1", "person " + person));
    }
    for (int times = 0; times < 5; times++) {
      assertThat(attempts.begin(honest)).as("right passwords").isEmpty();
      attempts.right(honest);
    }
    attempts.begin(from("10.0.0.1", "one more"));
    assertThat(attempts.begin(from("10.0.0.1", "and more"))).isPresent();
  }

  @Test
  void oneNetworkOfTheNewerKindIsOneAddress() {
    for (int host = 0; host < 20; host++) {
      attempts.begin(from("2001:db8:0:7:0:0:0:" + host, "person " + host));
    }
    assertThat(attempts.begin(from("2001:db8:0:7:a:b:c:d", "another"))).isPresent();
    assertThat(attempts.begin(from("2001:db8:0:8:a:b:c:d", "another"))).isEmpty();
  }

  @Test
  void manyAtOnceAreNoMoreThanOneAfterTheOther() throws InterruptedException {
    var looked = new AtomicInteger();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int at = 0; at < 100; at++) {
        pool.submit(() -> {
          if (attempts.begin(from("10.0.0.1", "ada")).isEmpty()) {
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
      assertThat(attempts.begin(guess)).isEmpty();
    }
  }
}
