package lab.harmony.blind;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What raters of a session see and say. Nothing that leaves here tells an arm.
@Service
public class BlindRating {

  private final BlindStore store;
  private final FrozenStore frozen;
  private final GoneRaters gone;
  private final AnswerStore answers;
  private final KeptSessions kept;
  private final Rights rights;
  private final AuditTrail audit;
  private final HeldBack heldBack;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final RatingDesk desk;

  BlindRating(
      BlindStore store,
      FrozenStore frozen,
      GoneRaters gone,
      AnswerStore answers,
      KeptSessions kept,
      Rights rights,
      AuditTrail audit,
      HeldBack heldBack,
      Clock clock,
      PlatformTransactionManager transactions,
      RatingDesk desk) {
    this.store = store;
    this.frozen = frozen;
    this.gone = gone;
    this.answers = answers;
    this.kept = kept;
    this.rights = rights;
    this.audit = audit;
    this.heldBack = heldBack;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    this.desk = desk;
  }

  /// One place in a rater's order.
  ///
  /// @param archetype that was asked for
  /// @param emotion that was asked for
  /// @param pictures their names from left to right, random for this showing
  /// @param standing the name of the last thing said here, empty for none
  public record Place(
      int position,
      String archetype,
      String emotion,
      List<String> pictures,
      String standing,
      Optional<BlindAnswer> answer) {

    public Place {
      pictures = List.copyOf(pictures);
    }
  }

  /// What a rater works on.
  ///
  /// @param commitment the SHA-256 of what is sealed, which a rater can note before the close
  /// @param adjudication that of what was drawn for whoever is asked where raters disagree; empty
  ///   for raters
  public record Task(
      SessionId session,
      String title,
      BlindForm form,
      String commitment,
      String adjudication,
      List<Place> places) {}

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
    var task = desk.task(id, by.person());
    task.ifPresent(_ -> noteWhatTheySee(by));
    return task;
  }

  /// Keeps what a browser says, once however often it says it.
  public Taken say(SessionId id, Said said, Actor by) {
    rights.require(by, Right.REVIEW);
    var taken = desk.say(id, said, by.person(), OptionalInt.empty());
    if (taken == Taken.KEPT) {
      noteWhatTheySee(by);
    }
    return taken;
  }

  /// What a rater of a closed session is told.
  ///
  /// @param adjudication the SHA-256 of what was drawn for whoever was asked where raters disagree;
  ///   empty for raters
  /// @param late how many of their answers came after the close
  /// @param closeSha256 of what the close wrote down; empty for sessions of before
  /// @param heldBack why what came out is not for them yet; empty where it is
  public record Ended(
      SessionId session,
      String title,
      BlindForm form,
      String commitment,
      String adjudication,
      String closeSha256,
      int late,
      Optional<String> heldBack) {}

  /// The same, of a closed session that somebody rated in; empty where they did not.
  public Optional<Ended> ended(SessionId id, Actor by) {
    rights.require(by, Right.REVIEW);
    return desk.ended(id, by.person());
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
            .filter(it -> !it.isOpen() && it.seat(by.person()).isPresent())
            .orElseThrow(() ->
                new BlindProblem("There is no closed session %s that you rated in.".formatted(id)));
    session.requireClosed();
    heldBack.refuse(id, by);
    var file = kept.published(session);
    audit.record(
        AuditEvent.of(AuditKind.BLIND_SESSION_EXPORTED, by, AuditSubject.blindSession(id.value()))
            .with("what", "published"));
    return file.getBytes(StandardCharsets.UTF_8);
  }

  /// The picture that has this name for somebody, as long as its session is open.
  Optional<FrozenStore.Named> picture(String name, Actor by) {
    return rights.may(by, Right.REVIEW) ? frozen.picture(name, by.person()) : Optional.empty();
  }

  private void noteWhatTheySee(Actor who) {
    if (!rights.may(who, Right.LOOK)) {
      return;
    }
    for (var id : store.countsAsBlind(who.person())) {
      transaction.executeWithoutResult(_ -> {
        // Held, so that who was blind is what its close writes down.
        if (answers.hold(id).filter(AnswerStore.Held::isOpen).isPresent()) {
          store.seesArms(id, who.person(), now());
        }
      });
    }
  }

  /// Whoever gets a role with which they can open runs is not blind from then on, also when they
  /// get another one later.
  @EventListener
  void changed(PersonChanged changed) {
    var who = new Actor(changed.person());
    if (rights.may(who, Right.LOOK)) {
      gone.seesArms(changed.person(), now());
    }
    noteWhatTheySee(who);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
