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
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  BlindRating(
      BlindStore store,
      AnswerStore answers,
      Rights rights,
      AuditTrail audit,
      Clock clock,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events) {
    this.store = store;
    this.answers = answers;
    this.rights = rights;
    this.audit = audit;
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
    var found =
        store.of(by.person()).stream()
            .filter(session -> session.id().equals(id) && session.isOpen())
            .findFirst();
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
    var taken = java.util.Objects.requireNonNull(transaction.execute(_ -> keep(id, said, by)));
    if (taken == Taken.KEPT) {
      noteWhatTheySee(by);
    }
    if (taken == Taken.KEPT || taken == Taken.LATE) {
      events.publishEvent(new BlindChanged(id));
    }
    return taken;
  }

  /// Reads no more than what stands at this place: the session is held meanwhile.
  private Taken keep(SessionId id, Said said, Actor by) {
    var held = answers.hold(id);
    var before = answers.overtaken(id, by.person(), said.sending());
    if (before.isPresent()) {
      return before.get() ? Taken.OVERTAKEN : Taken.KEPT;
    }
    if (held.isEmpty()
        || !answers.shows(id, by.person(), said.position())
        || (!said.withdrawn() && !said.answer().answers(held.get().form()))) {
      return Taken.UNKNOWN;
    }
    if (!held.get().isOpen()) {
      answers.addLate(id, by.person(), said, now());
      return Taken.LATE;
    }
    boolean overtaken =
        !answers.standing(id, by.person(), said.position()).equals(said.knew())
            || answers.isReplaced(id, by.person(), said.sending());
    answers.add(id, by.person(), said, overtaken, now());
    return overtaken ? Taken.OVERTAKEN : Taken.KEPT;
  }

  /// What a rater of a closed session is told.
  ///
  /// @param late how many of their answers came after the close
  public record Ended(
      SessionId session, String title, BlindForm form, String commitment, int late) {}

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
                        id, session.title(), session.form(), session.commitment(), rater.late())));
  }

  /// What was sealed and all that was answered, for somebody who rated in it: so they can hold it
  /// against the SHA-256 that they were shown before.
  ///
  /// @throws BlindProblem if it is open, or they did not rate in it
  public byte[] published(SessionId id, Actor by) {
    rights.require(by, Right.REVIEW);
    var session =
        store
            .find(id)
            .filter(it -> !it.isOpen() && it.rater(by.person()).isPresent())
            .orElseThrow(() ->
                new BlindProblem("There is no closed session %s that you rated in.".formatted(id)));
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
