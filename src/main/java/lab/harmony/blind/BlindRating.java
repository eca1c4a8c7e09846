package lab.harmony.blind;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What raters of a session see and say. Nothing that leaves here tells an arm.
@Service
public class BlindRating {

  private final BlindStore store;
  private final AnswerStore answers;
  private final Rights rights;
  private final AuditTrail audit;
  private final HeldBack heldBack;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  BlindRating(
      BlindStore store,
      AnswerStore answers,
      Rights rights,
      AuditTrail audit,
      HeldBack heldBack,
      Clock clock,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events) {
    this.store = store;
    this.answers = answers;
    this.rights = rights;
    this.audit = audit;
    this.heldBack = heldBack;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    this.events = events;
  }

  /// One place in a rater's order.
  ///
  /// @param archetype that was asked for
  /// @param emotion that was asked for
  /// @param left the name of the picture, random for this showing
  /// @param standing the name of the last thing said here, empty for none
  public record Place(
      int position,
      String archetype,
      String emotion,
      String left,
      Optional<String> right,
      String standing,
      Optional<BlindAnswer> answer) {}

  /// What a rater works on.
  ///
  /// @param commitment the SHA-256 of what is sealed, which a rater can note before the close
  public record Task(
      SessionId session, String title, BlindForm form, String commitment, List<Place> places) {}

  /// How what a browser said was taken.
  public enum Taken {
    KEPT,
    /// Kept beside what another device said there meanwhile, which stands.
    OVERTAKEN,
    /// The session was closed before: kept apart, as what came late.
    LATE,
    /// There is no such place for this person.
    UNKNOWN
  }

  /// What somebody rates in an open session; empty where they do not.
  public Optional<Task> task(SessionId id, Actor by) {
    rights.require(by, Right.REVIEW);
    var found = store.asked(id, by.person());
    found.ifPresent(_ -> noteWhatTheySee(by));
    return found.map(session -> {
      var units =
          store.units(id).stream().collect(Collectors.toMap(Unit::number, Function.identity()));
      var last = GivenAnswer.last(answers.all(id, by.person()));
      return new Task(
          id,
          session.title(),
          session.form(),
          session.commitment(),
          store.showings(id, by.person()).stream()
              .map(showing -> {
                var asked = java.util.Objects.requireNonNull(units.get(showing.unit())).asked();
                var said = Optional.ofNullable(last.get(showing.position()));
                return new Place(
                    showing.position(),
                    asked.archetype(),
                    asked.emotion(),
                    showing.left(),
                    showing.right(),
                    said.map(GivenAnswer::sending).orElse(""),
                    said.filter(it -> !it.withdrawn()).map(GivenAnswer::answer));
              })
              .toList());
    });
  }

  /// Keeps what a browser says, once however often it says it.
  public Taken say(SessionId id, Said said, Actor by) {
    rights.require(by, Right.REVIEW);
    var done = java.util.Objects.requireNonNull(transaction.execute(_ -> keep(id, said, by)));
    if (done.taken() == Taken.KEPT) {
      noteWhatTheySee(by);
    }
    if (done.changes()) {
      events.publishEvent(new BlindChanged(id));
    }
    return done.taken();
  }

  /// @param changes whether what the session tells is another now
  private record Done(Taken taken, boolean changes) {}

  /// Reads no more than what stands at this place: the session is held meanwhile. What is said
  /// again is answered by what stands now, and changes nothing.
  private Done keep(SessionId id, Said said, Actor by) {
    var held = answers.hold(id);
    var before = answers.place(id, by.person(), said.sending());
    if (before.isPresent()) {
      boolean stands = answers.standing(id, by.person(), before.get()).equals(said.sending());
      return new Done(stands ? Taken.KEPT : Taken.OVERTAKEN, false);
    }
    if (held.isEmpty()
        || !answers.shows(id, by.person(), said.position())
        || (!said.withdrawn() && !said.answer().answers(held.get().form()))) {
      return new Done(Taken.UNKNOWN, false);
    }
    if (!held.get().isOpen()) {
      return new Done(Taken.LATE, answers.addLate(id, by.person(), said, now()));
    }
    boolean overtaken =
        !answers.standing(id, by.person(), said.position()).equals(said.knew())
            || answers.isReplaced(id, by.person(), said.sending());
    answers.add(id, by.person(), said, overtaken, now());
    return new Done(overtaken ? Taken.OVERTAKEN : Taken.KEPT, !overtaken);
  }

  /// What a rater of a closed session is told.
  ///
  /// @param late how many of their answers came after the close
  /// @param heldBack why what came out is not for them yet; empty where it is
  public record Ended(
      SessionId session,
      String title,
      BlindForm form,
      String commitment,
      int late,
      Optional<String> heldBack) {}

  /// The same, of a closed session that somebody rated in; empty where they did not.
  public Optional<Ended> ended(SessionId id, Actor by) {
    rights.require(by, Right.REVIEW);
    return store
        .find(id)
        .filter(session -> !session.isOpen())
        .flatMap(session ->
            session
                .rater(by.person())
                .map(rater ->
                    new Ended(
                        id,
                        session.title(),
                        session.form(),
                        session.commitment(),
                        rater.late(),
                        heldBack.why(id, by))));
  }

  /// What was sealed and all that was answered, for somebody who rated in it: so they can hold it
  /// against the SHA-256 that they were shown before.
  ///
  /// @throws BlindProblem if it is open, they did not rate in it, or they still rate in another
  ///   that shows the same
  public byte[] published(SessionId id, Actor by) {
    rights.require(by, Right.REVIEW);
    var session =
        store
            .find(id)
            .filter(it -> !it.isOpen() && it.rater(by.person()).isPresent())
            .orElseThrow(() ->
                new BlindProblem("There is no closed session %s that you rated in.".formatted(id)));
    heldBack.refuse(id, by);
    var file = PublishedSession.text(session, store.mapping(id), session.people(), answers.all(id));
    audit.record(
        AuditEvent.of(AuditKind.BLIND_SESSION_EXPORTED, by, AuditSubject.blindSession(id.value()))
            .with("what", "published"));
    return file.getBytes(StandardCharsets.UTF_8);
  }

  /// The picture that has this name for somebody, as long as its session is open.
  Optional<BlindStore.Named> picture(String name, Actor by) {
    return rights.may(by, Right.REVIEW) ? store.picture(name, by.person()) : Optional.empty();
  }

  private void noteWhatTheySee(Actor who) {
    if (rights.may(who, Right.LOOK)) {
      store.seesArms(who.person(), now());
    }
  }

  /// Whoever gets a role with which they can open runs is not blind from then on, also when they
  /// get another one later.
  @EventListener
  void changed(PersonChanged changed) {
    noteWhatTheySee(new Actor(changed.person()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
