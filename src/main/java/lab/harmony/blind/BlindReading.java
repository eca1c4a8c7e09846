package lab.harmony.blind;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.stereotype.Service;

/// What a session tells: while it is open how far raters agree, afterwards all of it.
@Service
public class BlindReading {

  private final BlindStore store;
  private final AnswerStore answers;
  private final Rights rights;
  private final AuditTrail audit;

  BlindReading(BlindStore store, AnswerStore answers, Rights rights, AuditTrail audit) {
    this.store = store;
    this.answers = answers;
    this.rights = rights;
    this.audit = audit;
  }

  /// What tells no arm.
  public record Steadiness(List<RaterAgreement> agreement, List<RaterPassport> passports) {}

  /// How far raters agree with each other and with themselves, also of an open session.
  public Steadiness steadiness(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    var rated = rated(session);
    return new Steadiness(
        RaterAgreement.all(session.form(), rated),
        RaterPassport.all(session.form(), people(session), rated));
  }

  /// What a closed session came to by the raters who were blind, and by all of them where that is
  /// something else.
  public record Told(Optional<BlindFindings> blind, Optional<BlindFindings> all) {}

  /// @throws BlindProblem while the session is open
  public Told told(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    requireClosed(session);
    var rated = rated(session);
    var blind =
        session.raters().stream()
            .filter(BlindSession.Rater::isBlind)
            .map(rater -> rater.person().id())
            .toList();
    var ofBlind = rated.stream().filter(one -> blind.contains(one.showing().rater())).toList();
    int arms = session.arms().size();
    return new Told(
        ofBlind.isEmpty()
            ? Optional.empty()
            : Optional.of(BlindFindings.of(session.form(), arms, ofBlind)),
        ofBlind.size() == rated.size()
            ? Optional.empty()
            : Optional.of(BlindFindings.of(session.form(), arms, rated)));
  }

  /// What was sealed, and everything that was answered, as the file that anybody can check.
  ///
  /// @throws BlindProblem while the session is open
  public byte[] published(SessionId id, Actor who) {
    rights.require(who, Right.EXPORT);
    var session = closed(id);
    var file = PublishedSession.text(session, store.mapping(id), people(session), answers.all(id));
    taken(id, "published", who);
    return file.getBytes(StandardCharsets.UTF_8);
  }

  /// The answers that count, as a table.
  ///
  /// @throws BlindProblem while the session is open
  public byte[] rows(SessionId id, Actor who) {
    rights.require(who, Right.EXPORT);
    var session = closed(id);
    var table = BlindRows.csv(session, rated(session));
    taken(id, "rows", who);
    return table.getBytes(StandardCharsets.UTF_8);
  }

  private void taken(SessionId id, String what, Actor who) {
    audit.record(
        AuditEvent.of(AuditKind.BLIND_SESSION_EXPORTED, who, AuditSubject.blindSession(id.value()))
            .with("what", what));
  }

  private BlindSession closed(SessionId id) {
    var session =
        store
            .find(id)
            .orElseThrow(() -> new BlindProblem("There is no blind session %s.".formatted(id)));
    requireClosed(session);
    return session;
  }

  private static void requireClosed(BlindSession session) {
    if (session.isOpen()) {
      throw new BlindProblem(
          "Session %s is open: what it seals is told once it is closed.".formatted(session.id()));
    }
  }

  private List<Rated> rated(BlindSession session) {
    return Rated.of(
        store.units(session.id()), store.showings(session.id()), answers.all(session.id()));
  }

  static List<PersonId> people(BlindSession session) {
    return session.raters().stream().map(rater -> rater.person().id()).toList();
  }
}
