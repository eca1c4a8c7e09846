package lab.harmony.accounts.proof;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.accounts.browsers.OpenSession;
import lab.harmony.people.Actor;
import org.springframework.stereotype.Service;

/// Whether whoever asks has shown within the last minutes who they are: what lets somebody in later
/// is made and removed for nobody else, so that a page that was left open does not give away the
/// account. A browser that came back by itself has shown nothing.
@Service
public class RecentProof {

  /// How long it holds.
  public static final Duration HOLDS = Duration.ofMinutes(5);

  private final Clock clock;

  public RecentProof(Clock clock) {
    this.clock = clock;
  }

  /// @param here the session that asks
  public boolean holds(Actor me, Optional<HttpSession> here) {
    return here.flatMap(OpenSession::of)
        .filter(held -> held.person().equals(me.person()) && !held.isEnded())
        .filter(held -> clock.instant().isBefore(held.shown().plus(HOLDS)))
        .isPresent();
  }

  /// @param here the session that asks
  /// @throws ProofNeeded if it does not hold
  public void require(Actor me, Optional<HttpSession> here) {
    if (!holds(me, here)) {
      throw new ProofNeeded();
    }
  }

  /// It was shown now.
  public void shown(HttpSession here) {
    shown(here, clock.instant());
  }

  /// It was shown then. What was shown later already still holds.
  public void shown(HttpSession here, Instant then) {
    OpenSession.of(here)
        .filter(held -> held.shown().isBefore(then))
        .ifPresent(held -> held.show(then));
  }
}
