package lab.harmony.accounts;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.accounts.browsers.BrowserNote;
import lab.harmony.accounts.browsers.OpenSession;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.people.PersonId;
import org.springframework.mock.web.MockHttpSession;

/// Sessions of people who have just shown who they are.
public final class Confirmed {

  private Confirmed() {}

  /// One of this person.
  public static Optional<HttpSession> session(PersonId person) {
    return Optional.of(session(person, Clock.systemUTC().instant()));
  }

  public static HttpSession session(PersonId person, Instant now) {
    return in(new MockHttpSession(), person, now);
  }

  /// This one is theirs, and they have just shown who they are.
  public static HttpSession in(HttpSession session, PersonId person, Instant now) {
    session.setAttribute(
        OpenSession.ATTRIBUTE,
        new OpenSession(
            "confirmed",
            person,
            session,
            new BrowserNote("Firefox on Linux", "127.0.0.1", now, now),
            now,
            _ -> {}));
    return session;
  }

  /// Who is in in a session.
  public static Optional<PersonId> person(HttpSession session) {
    return OpenSession.of(session).map(OpenSession::person);
  }

  /// Whether they have just shown who they are.
  public static boolean isRecent(HttpSession session) {
    return OpenSession.of(session)
        .filter(held -> held.shown().plus(RecentProof.HOLDS).isAfter(Clock.systemUTC().instant()))
        .isPresent();
  }

  /// When they last did.
  public static Instant shown(HttpSession session) {
    return OpenSession.of(session).orElseThrow().shown();
  }

  /// It is long ago that they showed who they are.
  public static void longAgo(HttpSession session) {
    OpenSession.of(session).orElseThrow().show(Instant.EPOCH);
  }
}
