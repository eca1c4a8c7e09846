package lab.harmony.blind.guests;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.AnswerStore;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindStore;
import lab.harmony.blind.FrozenStore;
import lab.harmony.blind.GuestStore;
import lab.harmony.blind.RatingDesk;
import lab.harmony.blind.frozen.PictureNames;
import lab.harmony.blind.session.BlindChanged;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.Guest;
import lab.harmony.blind.session.GuestWay;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.work.JobStops;
import lab.harmony.workspace.Sha256;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Raters without an account. Each comes in by a link that works once, in the browser that used it,
/// until its end or until it is taken back; it opens one sheet and nothing else of the lab.
/// Whatever they do, their browser is asked for again.
@Service
public class BlindGuests {

  /// How long a link holds, and after its use the browser that used it.
  public static final Duration LIFETIME = Duration.ofDays(14);

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final GuestStore guests;
  private final BlindStore store;
  private final FrozenStore frozen;
  private final AnswerStore answers;
  private final RatingDesk desk;
  private final Rights rights;
  private final AuditTrail audit;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final PictureNames secrets = new PictureNames(new SecureRandom());

  BlindGuests(
      GuestStore guests,
      BlindStore store,
      FrozenStore frozen,
      AnswerStore answers,
      RatingDesk desk,
      Rights rights,
      AuditTrail audit,
      Clock clock,
      ApplicationEventPublisher events) {
    this.guests = guests;
    this.store = store;
    this.frozen = frozen;
    this.answers = answers;
    this.desk = desk;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
    this.events = events;
  }

  /// A browser that a guest came in by. Its secret is nowhere else.
  public record Browser(SessionId session, String secret) {

    /// Without the secret, so that it cannot end in a log.
    @Override
    public String toString() {
      return "Browser[%s]".formatted(session);
    }
  }

  /// Makes a link for a guest, in the place of any before it. It is told once.
  ///
  /// @return its secret
  /// @throws BlindProblem if the session is closed, or another's, or they are no guest of it
  public String link(SessionId session, PersonId rater, Actor by) {
    rights.require(by, Right.COMPUTE);
    requireLeading(session, by);
    var guest =
        guests
            .guest(session, rater)
            .filter(_ -> store.isOpen(session))
            .orElseThrow(() ->
                new BlindProblem(
                    "Only guests of a session that is open get a link. Reload the page."));
    var secret = secrets.next();
    audit.together(() -> {
      guests.add(guest, Sha256.of(secret), by.person(), now(), now().plus(LIFETIME));
      audit.record(event(AuditKind.BLIND_GUEST_LINK_MADE, by, guest));
      return secret;
    });
    events.publishEvent(new BlindChanged(session));
    return secret;
  }

  /// Takes a guest's link back; whoever came in by it is out at once. What they answered stays.
  ///
  /// @return false if there was nothing to take back
  /// @throws BlindProblem if the session is another's
  public boolean revoke(SessionId session, PersonId rater, Actor by) {
    rights.require(by, Right.COMPUTE);
    requireLeading(session, by);
    boolean revoked =
        audit.together(() -> {
          boolean done = guests.revoke(session, rater, now());
          if (done) {
            guests
                .guest(session, rater)
                .ifPresent(
                    guest -> audit.record(event(AuditKind.BLIND_GUEST_LINK_REVOKED, by, guest)));
          }
          return done;
        });
    events.publishEvent(new BlindChanged(session));
    return revoked;
  }

  /// Takes a guest's link back together with all that was answered by it: that stays in the file
  /// and counts for nothing. It cannot be undone.
  ///
  /// @param link its number, from 1
  /// @param reason why, which stands on the page of the session and in the audit trail
  /// @throws BlindProblem if there is no reason, the session is closed or another's, or there is
  ///   nothing to take out
  public void takeOut(SessionId session, PersonId rater, int link, Actor by, String reason) {
    rights.require(by, Right.COMPUTE);
    requireLeading(session, by);
    var why = JobStops.kept(reason);
    if (why.isEmpty()) {
      throw new BlindProblem(
          "Say why these answers are taken out: it stands on the page of the session and in the audit trail.");
    }
    audit.together(() -> {
      var held = answers.hold(session).filter(AnswerStore.Held::isOpen);
      if (held.isEmpty()) {
        throw new BlindProblem(
            "This session is closed: what was answered in it stays as it was. Reload the page.");
      }
      if (!held.get().isRating()) {
        throw new BlindProblem(
            "Rating is over in this session, and somebody is asked where raters disagree: what was answered stays as it was. Reload the page.");
      }
      var way =
          guests.ways(session).getOrDefault(rater, List.of()).stream()
              .filter(it -> it.number() == link)
              .findFirst();
      var guest = guests.guest(session, rater);
      if (guest.isEmpty()
          || way.isEmpty()
          || !guests.takeOut(session, rater, link, by.person(), why, now())) {
        throw new BlindProblem("There is nothing to take out any more. Reload the page.");
      }
      audit.record(
          event(AuditKind.BLIND_GUEST_ANSWERS_TAKEN_OUT, by, guest.get())
              .with("link", link)
              .with("answers", way.get().answers())
              .with("takenBack", way.get().takenBack())
              .with("reason", why));
      return link;
    });
    events.publishEvent(new BlindChanged(session));
  }

  private void requireLeading(SessionId session, Actor by) {
    if (!mayLead(session, by)) {
      throw new BlindProblem(
          "Only whoever made a session, and owners of the lab, decide how its guests come in.");
    }
  }

  /// Whether somebody made a session or owns the lab.
  private boolean mayLead(SessionId session, Actor by) {
    return guests.isMadeBy(session, by.person()) || rights.may(by, Right.STOP_WITHOUT_REASON);
  }

  /// The links of a session's guests, the oldest first; of a guest without one nothing.
  public Map<PersonId, List<GuestWay>> ways(SessionId session, Actor who) {
    rights.require(who, Right.LOOK);
    return guests.ways(session);
  }

  /// Whose link this is, while it waits to be used; it is not used up by being looked at.
  public Optional<Guest> invited(String link) {
    return SECRET.matcher(link).matches()
        ? guests.waiting(Sha256.of(link), now())
        : Optional.empty();
  }

  /// Whose link this is, once it was used: their browser finds the sheet by it, too.
  public Optional<Guest> came(String link) {
    return SECRET.matcher(link).matches() ? guests.came(Sha256.of(link), now()) : Optional.empty();
  }

  /// Uses a link up: the browser that does so is the guest's from then on.
  public Optional<Browser> begin(String link) {
    return invited(link)
        .flatMap(guest -> {
          var secret = secrets.next();
          return used(link, secret, guest)
              ? Optional.of(new Browser(guest.session(), secret))
              : Optional.empty();
        });
  }

  /// Who used it nobody knows; that it was, and when, is written down.
  private boolean used(String link, String secret, Guest guest) {
    boolean used =
        audit.together(() -> {
          boolean done =
              guests.use(Sha256.of(link), Sha256.of(secret), now(), now().plus(LIFETIME));
          if (done) {
            audit.record(event(AuditKind.BLIND_GUEST_CAME_IN, new AuditActor.Nobody(), guest));
          }
          return done;
        });
    if (used) {
      events.publishEvent(new BlindChanged(guest.session()));
    }
    return used;
  }

  /// Who came in by a browser; empty once their link ended or was taken back, or they left it.
  public Optional<Guest> sitting(Browser browser) {
    return seat(browser).map(GuestStore.Seat::guest);
  }

  private Optional<GuestStore.Seat> seat(Browser browser) {
    return SECRET.matcher(browser.secret()).matches()
        ? guests.sitting(browser.session(), Sha256.of(browser.secret()), now())
        : Optional.empty();
  }

  /// The number of the link by which a browser came in; 0 once it is out.
  public int link(Browser browser) {
    return seat(browser).map(GuestStore.Seat::link).orElse(0);
  }

  /// A guest leaves their browser: whoever uses it next does not sit in their place. What they
  /// answered stays, and a new link leads them back.
  public void leave(Browser browser) {
    seat(browser)
        .ifPresent(seat -> {
          audit.together(() -> {
            boolean left = guests.leave(seat, now());
            if (left) {
              audit.record(
                  event(AuditKind.BLIND_GUEST_LEFT, new AuditActor.Nobody(), seat.guest()));
            }
            return left;
          });
          events.publishEvent(new BlindChanged(browser.session()));
        });
  }

  /// What they rate while the session is open.
  public Optional<BlindRating.Task> task(Browser browser) {
    return seated(browser, guest -> desk.task(guest.session(), guest.rater()));
  }

  /// What they are told after the close.
  public Optional<BlindRating.Ended> ended(Browser browser) {
    return seated(browser, guest -> desk.ended(guest.session(), guest.rater()));
  }

  /// Keeps what their browser says, once however often it says it.
  ///
  /// @param link of this guest by which whoever said it had come in: what waited in a browser
  ///   belongs to whoever said it there, though another link sends it; 0 if nobody wrote it down
  /// @return empty once they are out: it then waits in their browser
  public Optional<BlindRating.Taken> say(Browser browser, Said said, int link) {
    return seat(browser)
        .map(seat ->
            desk.say(
                browser.session(),
                said,
                seat.guest().rater(),
                OptionalInt.of(0 < link && link < seat.link() ? link : seat.link())));
  }

  /// The session that a picture's name is for, so that its guest's browser can be asked for.
  Optional<SessionId> sessionOf(String picture) {
    return frozen.sessionOf(picture);
  }

  Optional<FrozenStore.Named> picture(String name, Browser browser) {
    return seated(browser, guest -> frozen.picture(name, guest.rater()));
  }

  private <T> Optional<T> seated(Browser browser, Function<Guest, Optional<T>> what) {
    return sitting(browser).flatMap(what);
  }

  private static AuditEvent event(AuditKind kind, Actor by, Guest guest) {
    return event(kind, AuditActor.of(by), guest);
  }

  private static AuditEvent event(AuditKind kind, AuditActor by, Guest guest) {
    return AuditEvent.of(kind, by, AuditSubject.blindSession(guest.session().value()))
        .with("guest", guest.name());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
