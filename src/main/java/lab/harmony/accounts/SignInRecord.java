package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import org.springframework.stereotype.Component;

/// Who came in, who went out and who was refused, in the audit trail.
///
/// None of it is refused where it cannot be written down: with a full disk nobody could come in to
/// find out. It is told in the log and on the screen of the trail.
@Component
class SignInRecord {

  /// Refusals that are written down one by one in a minute; further ones are counted, so that
  /// whoever tries thousands of links does not fill the trail.
  private static final int ONE_BY_ONE = 20;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final AuditTrail trail;
  private final People people;
  private final Clock clock;
  private Instant since = Instant.EPOCH;
  private int within;
  private long passedOver;

  SignInRecord(AuditTrail trail, People people, Clock clock) {
    this.trail = trail;
    this.people = people;
    this.clock = clock;
  }

  /// How somebody showed who they are.
  enum Way {
    LINK("one-time link"),
    REMEMBERED("remembered browser"),
    PASSWORD("password"),
    PASSKEY("passkey"),
    INVITATION("invitation");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  void signedIn(PersonId person, Way way, HttpServletRequest request) {
    trail.recordOrTell(
        AuditKind.SIGNED_IN,
        () -> from(request, of(AuditKind.SIGNED_IN, person)).with("way", way.words));
  }

  void signedOut(PersonId person, HttpServletRequest request) {
    trail.recordOrTell(AuditKind.SIGNED_OUT, () -> from(request, of(AuditKind.SIGNED_OUT, person)));
  }

  /// A link that does not exist, was used or is too old; which of these nobody is told.
  void refused(HttpServletRequest request) {
    refused(Way.LINK, Optional.empty(), request);
  }

  /// Somebody did not show who they are. What they typed is not written down, since it may be a
  /// password in the wrong place.
  ///
  /// @param named whom they said they were, if that is somebody
  void refused(Way way, Optional<Person> named, HttpServletRequest request) {
    long before;
    synchronized (this) {
      var now = clock.instant();
      if (since.plus(WINDOW).isBefore(now)) {
        since = now;
        within = 0;
      }
      if (++within > ONE_BY_ONE) {
        passedOver++;
        return;
      }
      before = passedOver;
      passedOver = 0;
    }
    var event =
        from(
                request,
                AuditEvent.of(
                    AuditKind.SIGN_IN_REFUSED,
                    new AuditActor.Nobody(),
                    named.map(AuditSubject::person).orElseGet(AuditSubject::lab)))
            .with("way", way.words);
    trail.recordOrTell(before == 0 ? event : event.with("before", before + " more like it"));
  }

  private AuditEvent of(AuditKind kind, PersonId id) {
    return AuditEvent.of(kind, new Actor(id), AuditSubject.person(people.get(id)));
  }

  private static AuditEvent from(HttpServletRequest request, AuditEvent event) {
    return event.with("address", request.getRemoteAddr());
  }
}
