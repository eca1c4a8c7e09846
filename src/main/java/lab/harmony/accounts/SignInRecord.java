package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lab.harmony.accounts.browsers.RememberedBrowsers;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import org.springframework.stereotype.Component;

/// Who came in, who went out and who was refused, in the audit trail.
///
/// None of it is refused where it cannot be written down: with a full disk nobody could come in to
/// find out. It is told in the log and on the screen of the trail.
@Component
class SignInRecord implements AutoCloseable {

  /// Refusals of one way, for one person where they are known, that are written down one by one in
  /// a minute. Further ones are counted, so that whoever tries thousands of links neither fills the
  /// trail nor hides in it that somebody guesses passwords.
  private static final int ONE_BY_ONE = 20;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Map<String, Instant> back = new HashMap<>();
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("counted-refusals").factory());

  private final AuditTrail trail;
  private final People people;
  private final Clock clock;
  private final Map<Counted, Refusals> refusals = new HashMap<>();

  /// What is counted together.
  private record Counted(Way way, Optional<PersonId> person) {}

  private static final class Refusals {
    private Instant since;
    private int within;
    private long passedOver;

    Refusals(Instant since) {
      this.since = since;
    }
  }

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
    INVITATION("invitation"),
    OPENID("account at a provider");

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

  /// Somebody did not show who they are. What they typed is not written down, since it may be a
  /// password in the wrong place.
  ///
  /// @param named whom they said they were, if that is somebody
  /// @return whether it is written down by itself, and not only counted
  boolean refused(Way way, Optional<PersonId> named, HttpServletRequest request) {
    var counted = new Counted(way, named);
    var before = look(counted);
    if (before.isPresent()) {
      var event = from(request, event(counted));
      long more = before.getAsLong();
      trail.recordOrTell(more == 0 ? event : event.with("before", more + " more like it"));
    }
    return before.isPresent();
  }

  /// @return how many were only counted before, if this one is written down
  private synchronized OptionalLong look(Counted counted) {
    var now = clock.instant();
    var window = refusals.computeIfAbsent(counted, _ -> new Refusals(now));
    if (window.since.plus(WINDOW).isBefore(now)) {
      window.since = now;
      window.within = 0;
    }
    if (++window.within > ONE_BY_ONE) {
      if (++window.passedOver == 1) {
        clockwork.schedule(this::tellCounted, WINDOW.toSeconds(), TimeUnit.SECONDS);
      }
      return OptionalLong.empty();
    }
    long before = window.passedOver;
    window.passedOver = 0;
    return OptionalLong.of(before);
  }

  /// Writes down how many were only counted, where none came that would say it: at the end of their
  /// minute, and when the lab ends.
  void tellCounted() {
    var counted = new LinkedHashMap<Counted, Long>();
    synchronized (this) {
      refusals.forEach((what, window) -> {
        if (window.passedOver > 0) {
          counted.put(what, window.passedOver);
          window.passedOver = 0;
        }
      });
      var now = clock.instant();
      refusals.values().removeIf(window -> window.since.plus(WINDOW).isBefore(now));
    }
    counted.forEach((what, more) ->
        trail.recordOrTell(
            AuditKind.SIGN_IN_REFUSED, () -> event(what).with("before", more + " more like it")));
  }

  private AuditEvent event(Counted counted) {
    return AuditEvent.of(
            AuditKind.SIGN_IN_REFUSED,
            new AuditActor.Nobody(),
            counted
                .person
                .flatMap(people::find)
                .map(AuditSubject::person)
                .orElseGet(AuditSubject::lab))
        .with("way", counted.way.words);
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
