package lab.harmony.blind;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.rule.StopState;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.Actor;
import org.springframework.stereotype.Component;

/// Closes sessions. What was answered is read before anything is held: while the whole lab waits
/// for the audit trail, and all raters for the session, only whether more was answered or taken out
/// meanwhile, or somebody is not blind any more, is looked at. If so all is read again, and held
/// the last time.
@Component
class SessionClose {

  private static final int TRIES = 4;

  private final BlindStore store;
  private final AnswerStore answers;
  private final KeptSessions kept;
  private final KnownCloses known;
  private final AuditTrail audit;
  private final Clock clock;

  SessionClose(
      BlindStore store,
      AnswerStore answers,
      KeptSessions kept,
      KnownCloses known,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.answers = answers;
    this.kept = kept;
    this.known = known;
    this.audit = audit;
    this.clock = clock;
  }

  /// All that a close goes by.
  ///
  /// @param session with who is blind, as it was when the rest was read
  /// @param count rows of the raters
  /// @param lastSending the name of the last answer, empty for none
  private record Answered(
      BlindSession session,
      int count,
      AnswerStore.Standing standing,
      String lastSending,
      String sha256,
      List<SealedClose.TakenOut> takenOut,
      Optional<SealedClose.Adjudicated> adjudicated,
      Ended ended) {

    /// How many rows there are of all who answered.
    int rows() {
      return count + adjudicated.map(asked -> (int) asked.answers()).orElse(0);
    }
  }

  /// @param of whose session it is, where it is another's; else empty
  /// @param expected what whoever closes it was told that the close says; empty if nobody asked
  /// @throws BlindProblem if it is closed already, or the close would say something else
  void close(SessionId id, Actor by, String of, String reason, Optional<Ended> expected) {
    for (int tries = 1; tries < TRIES; tries++) {
      var answered = answered(id);
      if (audit.together(() -> closes(answered, by, of, reason, expected))) {
        return;
      }
    }
    boolean closed =
        audit.together(() -> {
          requireOpen(id);
          return closes(answered(id), by, of, reason, expected);
        });
    if (!closed) {
      throw new BlindProblem(
          "Who is blind in this session changed while it was closed. Close it again.");
    }
  }

  private Answered answered(SessionId id) {
    // Asked for first: what comes while all is read is found by it.
    var standing = answers.standing(id);
    var session =
        store
            .find(id)
            .orElseThrow(() -> new BlindProblem("There is no blind session %s.".formatted(id)));
    var record = kept.read(session);
    var all = record.answers();
    return new Answered(
        session,
        all.size(),
        standing,
        Stream.concat(all.stream(), record.adjudication().answers().stream())
            .max(Comparator.comparingLong(GivenAnswer::number))
            .map(GivenAnswer::sending)
            .orElse(""),
        PublishedSession.answersSha256(session.people(), all),
        kept.takenOut(session),
        SealedClose.Adjudicated.of(record),
        StopState.of(record, kept.stop(session)).ended());
  }

  /// Holds the session until the transaction ends.
  private void requireOpen(SessionId id) {
    if (answers.hold(id).filter(AnswerStore.Held::isOpen).isEmpty()) {
      throw new BlindProblem("This session is not open any more. Reload the page.");
    }
  }

  /// @return false if more was answered or taken out meanwhile, or somebody is not blind any more
  private boolean closes(
      Answered answered, Actor by, String of, String reason, Optional<Ended> expected) {
    var session = answered.session();
    var id = session.id();
    requireOpen(id);
    var seeing = store.notBlind(id);
    if (!answers.standing(id).equals(answered.standing()) || !seeing.equals(session.notBlind())) {
      return false;
    }
    requireExpected(answered.ended(), expected);
    var clocked = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // Also where the clock went back: never before rating was stopped.
    var now =
        session
            .adjudication()
            .map(BlindSession.Adjudication::since)
            .filter(clocked::isBefore)
            .orElse(clocked);
    int format = SealedClose.format(answered.takenOut(), answered.adjudicated());
    var sealed =
        SealedClose.of(
            format,
            session,
            now,
            answered.ended(),
            SealedClose.Rater.all(session),
            answered.count(),
            answered.sha256(),
            answered.takenOut(),
            answered.adjudicated());
    store.close(id, by.person(), reason, answered.ended(), format, sealed.sha256().hex(), now);
    known.note(
        id, answered.rows(), answered.lastSending(), answered.standing().out(), seeing.size());
    audit.record(
        about(id, by, of, reason)
            .with("commitment", session.commitment())
            .with("answers", answered.count())
            .with("answersSha256", answered.sha256())
            .with("ended", answered.ended().code())
            .with("closeSha256", sealed.sha256().hex()));
    return true;
  }

  private static void requireExpected(Ended ended, Optional<Ended> expected) {
    if (expected.filter(it -> it != ended).isPresent()) {
      throw new BlindProblem(
          "It is still open: meanwhile answers came or were taken back. %s Close it again if that is meant."
              .formatted(
                  ended == Ended.EARLY
                      ? "A close now is early, and says so for good."
                      : "A close now is not early any more."));
    }
  }

  private static AuditEvent about(SessionId id, Actor by, String of, String reason) {
    var event =
        AuditEvent.of(AuditKind.BLIND_SESSION_CLOSED, by, AuditSubject.blindSession(id.value()));
    if (!of.isEmpty()) {
      event = event.with("of", of);
    }
    return reason.isEmpty() ? event : event.with("reason", reason);
  }
}
