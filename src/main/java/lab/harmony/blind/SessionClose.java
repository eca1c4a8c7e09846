package lab.harmony.blind;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import org.springframework.stereotype.Component;

/// Closes sessions. What was answered is read before anything is held: while the whole lab waits
/// for the audit trail, and all raters for the session, only whether more was answered or taken out
/// meanwhile is looked at. If so all is read again, and held the last time.
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

  /// @param lastSending the name of the last answer, empty for none
  private record Answered(
      int count, AnswerStore.Standing standing, String lastSending, String sha256, Ended ended) {}

  /// @param of whose session it is, where it is another's; else empty
  /// @throws BlindProblem if it is closed already
  void close(BlindSession session, Actor by, String of, String reason) {
    for (int tries = 1; tries < TRIES; tries++) {
      var answered = answered(session);
      if (audit.together(() -> closes(session, answered, by, of, reason))) {
        return;
      }
    }
    audit.together(() -> {
      requireOpen(session.id());
      return closes(session, answered(session), by, of, reason);
    });
  }

  private Answered answered(BlindSession session) {
    // Asked for first: what comes while all is read is found by it.
    var standing = answers.standing(session.id());
    var record = kept.read(session);
    var all = record.answers();
    return new Answered(
        all.size(),
        standing,
        all.isEmpty() ? "" : all.getLast().sending(),
        PublishedSession.answersSha256(session.people(), all),
        StopState.of(record, kept.stop(session)).ended());
  }

  /// Holds the session until the transaction ends.
  private void requireOpen(SessionId id) {
    if (answers.hold(id).filter(AnswerStore.Held::isOpen).isEmpty()) {
      throw new BlindProblem("This session is not open any more. Reload the page.");
    }
  }

  /// @return false if more was answered or taken out meanwhile
  private boolean closes(
      BlindSession session, Answered answered, Actor by, String of, String reason) {
    var id = session.id();
    requireOpen(id);
    if (!answers.standing(id).equals(answered.standing())) {
      return false;
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var seeing = store.notBlind(id);
    var sealed = sealed(session, answered, seeing, now);
    store.close(id, by.person(), reason, answered.ended(), sealed.sha256().hex(), now);
    known.note(
        id, answered.count(), answered.lastSending(), answered.standing().out(), seeing.size());
    audit.record(
        about(id, by, of, reason)
            .with("commitment", session.commitment())
            .with("answers", answered.count())
            .with("answersSha256", answered.sha256())
            .with("ended", answered.ended().code())
            .with("closeSha256", sealed.sha256().hex()));
    return true;
  }

  /// Who is blind is looked at again: a role may have changed since the session was read.
  private SealedClose sealed(
      BlindSession session, Answered answered, Set<PersonId> seeing, Instant now) {
    var raters =
        session.people().stream()
            .map(person ->
                rater(session, session.rater(person).orElseThrow(), seeing.contains(person)))
            .toList();
    return SealedClose.of(
        SealedClose.FORMAT,
        session,
        now,
        answered.ended(),
        raters,
        answered.count(),
        answered.sha256());
  }

  private static SealedClose.Rater rater(
      BlindSession session, BlindSession.Rater rater, boolean sees) {
    return new SealedClose.Rater(
        SealedMapping.number(session.people(), rater.person().id()),
        sees ? Blindness.NOT_BLIND : rater.blindness(),
        rater.guest());
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
