package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
class SignInRecord implements AutoCloseable {

  /// Refusals that are written down one by one in a minute; further ones are counted, so that
  /// whoever tries thousands of links does not fill the trail.
  private static final int ONE_BY_ONE = 20;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Map<String, Instant> back = new HashMap<>();
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("counted-refusals").factory());

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

  /// A browser that is remembered came back: after a start of the lab its page asks for many things
  /// at once, which is one sign-in.
  void cameBack(RememberedBrowsers.Known browser, HttpServletRequest request) {
    if (isFirst(browser.id() + " " + browser.person())) {
      signedIn(browser.person(), Way.REMEMBERED, request);
    }
  }

  private synchronized boolean isFirst(String browser) {
    var now = clock.instant();
    back.values().removeIf(at -> at.plus(WINDOW).isBefore(now) || at.isAfter(now));
    return back.putIfAbsent(browser, now) == null;
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
        if (++passedOver == 1) {
          clockwork.schedule(this::tellCounted, WINDOW.toSeconds(), TimeUnit.SECONDS);
        }
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

  /// Writes down how many were only counted, where none came that would say it: at the end of their
  /// minute, and when the lab ends.
  void tellCounted() {
    long counted;
    synchronized (this) {
      counted = passedOver;
      passedOver = 0;
    }
    if (counted > 0) {
      trail.recordOrTell(
          AuditEvent.of(AuditKind.SIGN_IN_REFUSED, new AuditActor.Nobody(), AuditSubject.lab())
              .with("before", counted + " more like it"));
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
    tellCounted();
  }

  private AuditEvent of(AuditKind kind, PersonId id) {
    return AuditEvent.of(kind, new Actor(id), AuditSubject.person(people.get(id)));
  }

  private static AuditEvent from(HttpServletRequest request, AuditEvent event) {
    return event.with("address", request.getRemoteAddr());
  }
}
