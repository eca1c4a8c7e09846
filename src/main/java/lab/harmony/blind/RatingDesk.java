package lab.harmony.blind;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.blind.session.BlindChanged;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.Voided;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The sheets of raters, whoever they are: whoever asks has found out that it is them. Nothing that
/// leaves here tells an arm.
@Component
public class RatingDesk {

  private static final String STOPPED =
      "Rating was stopped. What came out is told once the session is closed.";

  private final BlindStore store;
  private final FrozenStore frozen;
  private final AnswerStore answers;
  private final HeldBack heldBack;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  RatingDesk(
      BlindStore store,
      FrozenStore frozen,
      AnswerStore answers,
      HeldBack heldBack,
      Clock clock,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events) {
    this.store = store;
    this.frozen = frozen;
    this.answers = answers;
    this.heldBack = heldBack;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    this.events = events;
  }

  /// What somebody rates in an open session; empty where they do not.
  public Optional<BlindRating.Task> task(SessionId id, PersonId rater) {
    return store
        .asked(id, rater)
        .map(session -> {
          var all = frozen.asked(id);
          var last = GivenAnswer.last(answers.all(id, rater));
          return new BlindRating.Task(
              id,
              session.title(),
              session.form(),
              session.commitment(),
              session.adjudication(),
              frozen.showings(id, rater).stream()
                  .map(showing -> {
                    var asked = Objects.requireNonNull(all.get(showing.unit()));
                    var said = Optional.ofNullable(last.get(showing.position()));
                    return new BlindRating.Place(
                        showing.position(),
                        asked.archetype(),
                        asked.emotion(),
                        showing.shown().stream().map(Showing.Shown::name).toList(),
                        said.map(GivenAnswer::sending).orElse(""),
                        said.filter(it -> !it.withdrawn()).map(GivenAnswer::answer));
                  })
                  .toList());
        });
  }

  /// Keeps what a browser says, once however often it says it.
  ///
  /// @param link of a guest, by which it came
  public BlindRating.Taken say(SessionId id, Said said, PersonId rater, OptionalInt link) {
    var done = Objects.requireNonNull(transaction.execute(_ -> keep(id, said, rater, link)));
    if (done.changes()) {
      events.publishEvent(new BlindChanged(id));
    }
    return done.taken();
  }

  /// @param changes whether what the session tells is another now
  private record Done(BlindRating.Taken taken, boolean changes) {}

  /// Reads no more than what stands at this place: the session is held meanwhile. What is said
  /// again is answered by what stands now, and changes nothing.
  private Done keep(SessionId id, Said said, PersonId rater, OptionalInt link) {
    var held = answers.hold(id);
    var before = answers.place(id, rater, said.sending());
    if (before.isPresent()) {
      boolean stands = answers.standing(id, rater, before.get()).equals(said.sending());
      return new Done(stands ? BlindRating.Taken.KEPT : BlindRating.Taken.OVERTAKEN, false);
    }
    if (held.isEmpty()
        || !answers.shows(id, rater, said.position())
        || (!said.withdrawn() && !said.answer().answers(held.get().form()))) {
      return new Done(BlindRating.Taken.UNKNOWN, false);
    }
    if (!held.get().takes(rater)) {
      return new Done(BlindRating.Taken.LATE, answers.addLate(id, rater, link, said, now()));
    }
    boolean overtaken =
        !knowsWhatStands(id, said, rater) || answers.isReplaced(id, rater, said.sending());
    answers.add(id, rater, link, said, overtaken, held.get().at(now()));
    return new Done(overtaken ? BlindRating.Taken.OVERTAKEN : BlindRating.Taken.KEPT, !overtaken);
  }

  /// Whoever knew what was taken out meanwhile knew enough: nothing stands in its place.
  private boolean knowsWhatStands(SessionId id, Said said, PersonId rater) {
    return answers.standing(id, rater, said.position()).equals(said.knew())
        || answers.isTakenOutLast(id, rater, said.position(), said.knew());
  }

  /// What a rater is told once rating is over: after the close, and while somebody else is asked
  /// where raters disagree. Empty where they did not rate in it, or still do.
  public Optional<BlindRating.Ended> ended(SessionId id, PersonId person) {
    return store
        .find(id)
        .filter(
            session -> !session.isOpen() || !session.isRating() && !session.isAdjudicatedBy(person))
        .flatMap(session ->
            session
                .seat(person)
                .map(rater ->
                    new BlindRating.Ended(
                        id,
                        session.title(),
                        session.form(),
                        session.commitment(),
                        session
                            .adjudication()
                            .filter(_ -> session.isAdjudicatedBy(person))
                            .map(BlindSession.Adjudication::sha256)
                            .orElse(""),
                        session.closing().map(BlindSession.Closing::sha256).orElse(""),
                        rater.late(),
                        session
                            .voided()
                            .map(Voided::words)
                            .or(() -> session.isOpen() ? Optional.of(STOPPED) : Optional.empty())
                            .or(() -> heldBack.why(id, new Actor(person))))));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
