package lab.harmony.blind;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.rule.Disagreements;
import lab.harmony.blind.session.BlindChanged;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Asks somebody who rated nothing of a session where its raters disagree. Rating is stopped for
/// it, and the mapping stays sealed: only before the close can anybody be asked who is blind.
@Service
public class Adjudications {

  private static final int TRIES = 4;

  /// More changes of one person's role than these nobody makes while a session is open.
  private static final int MOST_CHANGES = 200;

  private final BlindStore store;
  private final FrozenStore frozen;
  private final GoneRaters gone;
  private final StartedSessions starts;
  private final AnswerStore answers;
  private final KeptSessions kept;
  private final People people;
  private final Rights rights;
  private final AuditTrail audit;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final SecureRandom random = new SecureRandom();

  Adjudications(
      BlindStore store,
      FrozenStore frozen,
      GoneRaters gone,
      StartedSessions starts,
      AnswerStore answers,
      KeptSessions kept,
      People people,
      Rights rights,
      AuditTrail audit,
      Clock clock,
      ApplicationEventPublisher events) {
    this.store = store;
    this.frozen = frozen;
    this.gone = gone;
    this.starts = starts;
    this.answers = answers;
    this.kept = kept;
    this.people = people;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
    this.events = events;
  }

  /// Where raters disagree so far, by what was asked for, with how many faces, pairs or fours that
  /// is: in words it tells no arm.
  ///
  /// @param units which these are; nobody is told
  /// @param all how many of all
  public record Disputed(Set<Integer> units, Map<String, Integer> asked, int all) {

    public Disputed {
      units = Set.copyOf(units);
      asked = Map.copyOf(asked);
    }

    public int count() {
      return units.size();
    }

    /// What was asked for, in the order of letters.
    public List<String> words() {
      return new TreeMap<>(asked)
          .entrySet().stream()
              .map(one ->
                  one.getValue() == 1
                      ? one.getKey()
                      : "%s: %d".formatted(one.getKey(), one.getValue()))
              .toList();
    }
  }

  /// Empty once rating is over.
  public Optional<Disputed> disputed(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    if (!session.isRating()) {
      return Optional.empty();
    }
    var record = kept.read(session);
    var disputed = Disagreements.of(record).units();
    return Optional.of(
        new Disputed(
            numbers(disputed),
            disputed.stream()
                .collect(Collectors.toMap(unit -> unit.asked().words(), _ -> 1, Integer::sum)),
            record.units().size()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Set<Integer> numbers(List<Unit> units) {
    return units.stream().map(Unit::number).collect(Collectors.toUnmodifiableSet());
  }

  /// Whether somebody decides that rating is stopped: whoever made the session, and owners.
  public boolean mayBegin(BlindSession session, Actor who) {
    return rights.may(who, Right.COMPUTE)
        && (session.openedBy().is(who.person()) || rights.may(who, Right.STOP_WITHOUT_REASON));
  }

  /// Who can be asked: everybody who may score and is blind, but whoever made the session, its
  /// raters, and who rates the same pictures in another one that is open.
  public List<Person> askable(BlindSession session, Actor by) {
    rights.require(by, Right.COMPUTE);
    return people.all().stream()
        .filter(person -> isBeside(session, person.id()))
        .filter(person -> store.ratesTheSame(session.id(), person.id()).isEmpty())
        .filter(person -> isBlind(session, person.id()))
        .toList();
  }

  /// Whether somebody may score, and neither made a session nor rates in it.
  private boolean isBeside(BlindSession session, PersonId person) {
    return !session.openedBy().is(person)
        && session.rater(person).isEmpty()
        && rights.may(new Actor(person), Right.REVIEW);
  }

  /// Whether somebody cannot open what tells the arms, and by their roles never could since a
  /// session was opened, also not before the lab went back to a backup.
  public boolean isBlind(BlindSession session, PersonId person) {
    return !rights.may(new Actor(person), Right.LOOK)
        && !gone.couldSeeArms(session, person)
        && audit
            .list(
                new AuditQuery(
                    Optional.of(session.openedAt()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(AuditKind.ROLE_CHANGED.code()),
                    Optional.empty(),
                    List.of(person.value())),
                Long.MAX_VALUE,
                MOST_CHANGES)
            .stream()
            .noneMatch(change -> isOfLooking(change.details()));
  }

  /// Whether a change of role was from or to one with which runs can be opened.
  private static boolean isOfLooking(String details) {
    return Stream.of(Role.values())
        .filter(Right.LOOK::has)
        .map(Role::word)
        .anyMatch(details::contains);
  }

  /// Stops rating, and asks somebody where raters disagree: exactly these are on their sheet, in an
  /// order and on sides that are drawn. It cannot be undone.
  ///
  /// @param told where raters disagree, as it was told to whoever decides
  /// @throws BlindProblem if the session is another's, rating is over, raters disagree nowhere or
  ///   on something else by now, or this person rated in it, made it, may not score, or is not
  ///   blind
  public void begin(SessionId id, PersonId adjudicator, Disputed told, Actor by) {
    rights.require(by, Right.COMPUTE);
    var session =
        store
            .find(id)
            .orElseThrow(() -> new BlindProblem("There is no blind session %s.".formatted(id)));
    if (!mayBegin(session, by)) {
      throw new BlindProblem(
          "Only whoever made a session, and owners of the lab, stop its rating and ask somebody else.");
    }
    requireAskable(session, adjudicator);
    for (int tries = 1; tries < TRIES; tries++) {
      var answered = answered(id);
      if (audit.together(() -> begins(answered, adjudicator, told, by))) {
        events.publishEvent(new BlindChanged(id));
        return;
      }
    }
    // Raters answer all the time: the last try keeps them waiting while all is read.
    boolean begun =
        audit.together(() -> {
          requireRating(id);
          return begins(answered(id), adjudicator, told, by);
        });
    if (!begun) {
      throw new BlindProblem("Somebody's role was changed just now. Try again.");
    }
    events.publishEvent(new BlindChanged(id));
  }

  /// Holds the session until the transaction ends, so that nothing is answered meanwhile.
  private void requireRating(SessionId id) {
    if (answers.hold(id).filter(AnswerStore.Held::isRating).isEmpty()) {
      throw new BlindProblem("Rating is over in this session. Reload the page.");
    }
  }

  private void requireAskable(BlindSession session, PersonId adjudicator) {
    var name = people.find(adjudicator).map(Person::name).orElse("Whoever was chosen");
    if (!isBeside(session, adjudicator)) {
      throw new BlindProblem(
          "%s cannot be asked: it is somebody who may score, can open no runs, did not make the session and rates nothing in it."
              .formatted(name));
    }
    store.ratesTheSame(session.id(), adjudicator).stream()
        .findFirst()
        .ifPresent(title -> {
          throw new BlindProblem(
              "%s cannot be asked yet: they rate the same pictures in “%s”, which is open, and would know there where raters disagree. Close that session first, or choose somebody else."
                  .formatted(name, title));
        });
    if (!isBlind(session, adjudicator)) {
      throw new BlindProblem(
          "%s cannot be asked: by their role they could open runs since the session was opened, so what they say would count for nothing. Choose somebody who is blind."
              .formatted(name));
    }
  }

  /// All that it goes by.
  private record Answered(SessionRecord record, AnswerStore.Standing standing) {}

  private Answered answered(SessionId id) {
    // Asked for first: what comes while all is read is found by it.
    var standing = answers.standing(id);
    return new Answered(kept.read(store.find(id).orElseThrow()), standing);
  }

  /// @return false if more was answered or taken out meanwhile, or somebody is not blind any more
  private boolean begins(Answered answered, PersonId adjudicator, Disputed told, Actor by) {
    var session = answered.record().session();
    var id = session.id();
    requireRating(id);
    if (!answers.standing(id).equals(answered.standing())
        || !store.notBlind(id).equals(session.notBlind())) {
      return false;
    }
    var disputed = Disagreements.of(answered.record()).units();
    if (disputed.isEmpty()) {
      throw new BlindProblem(
          "Raters disagree nowhere, so there is nothing to ask anybody. Close the session, or let them rate on.");
    }
    if (!numbers(disputed).equals(told.units())) {
      throw new BlindProblem(
          "Raters disagree elsewhere by now, on %d %s in all instead of the %d that you were told of. Nothing was stopped: read where they disagree, and decide again."
              .formatted(disputed.size(), session.form().units(), told.count()));
    }
    requireAskable(session, adjudicator);
    // Also where the clock went back: never before what raters said.
    var now =
        answered.record().answers().stream()
            .map(GivenAnswer::answeredAt)
            .reduce(clock.instant().truncatedTo(ChronoUnit.MICROS), Adjudications::later);
    var showings =
        new ShowingDraw(random)
            .once(adjudicator, disputed.stream().map(Unit::number).toList(), session.form());
    var sealed =
        SealedAdjudication.of(
            answered.record(),
            Disagreements.counting(session),
            showings,
            now,
            frozen.mapping(id).nonce());
    starts.adjudicate(session, adjudicator, sealed, showings, now);
    // From here on no role changes before the seat is there.
    if (!isBlind(session, adjudicator)) {
      store.seesArms(id, adjudicator, now);
    }
    audit.record(
        AuditEvent.of(AuditKind.BLIND_ADJUDICATION_BEGUN, by, AuditSubject.blindSession(id.value()))
            .with("adjudicator", adjudicator.value())
            .with("units", disputed.size())
            .with("sha256", sealed.commitment().hex()));
    return true;
  }
}
