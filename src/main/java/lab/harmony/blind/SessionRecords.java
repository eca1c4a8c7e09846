package lab.harmony.blind;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.blind.rule.StopState;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.Unit;
import lab.harmony.comparison.arms.ArmDifferences;
import lab.harmony.comparison.arms.ArmPictures;
import lab.harmony.comparison.arms.DrawnAs;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.stereotype.Service;

/// What sessions keep, for those who find out what it comes to, and as the file that anybody can
/// check.
@Service
public class SessionRecords {

  private final BlindStore store;
  private final FrozenStore frozen;
  private final KeptSessions kept;
  private final Rights rights;
  private final AuditTrail audit;
  private final HeldBack heldBack;
  private final ArmPictures pictures;

  SessionRecords(
      BlindStore store,
      FrozenStore frozen,
      KeptSessions kept,
      Rights rights,
      AuditTrail audit,
      HeldBack heldBack,
      ArmPictures pictures) {
    this.store = store;
    this.frozen = frozen;
    this.kept = kept;
    this.rights = rights;
    this.audit = audit;
    this.heldBack = heldBack;
    this.pictures = pictures;
  }

  /// What a session keeps now.
  public SessionRecord of(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    return kept(session);
  }

  /// How an open session stands to the rule by which it is to be closed; empty of one that is
  /// closed. It tells no arm.
  public Optional<StopState> stopState(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    return session.isOpen()
        ? Optional.of(StopState.of(kept(session), kept.stop(session)))
        : Optional.empty();
  }

  private SessionRecord kept(BlindSession session) {
    return kept.read(session);
  }

  /// How a closed session ended, by which rule, what was taken out before, and what was not rated,
  /// in sentences that name nobody.
  ///
  /// @throws BlindProblem while it is open
  public List<String> ending(SessionRecord record) {
    record.session().requireClosed();
    return kept.ending(record);
  }

  /// In what the arms of a closed session differ besides what they are called.
  ///
  /// @throws BlindProblem while it is open
  public Besides besides(SessionRecord kept) {
    var session = kept.session();
    session.requireClosed();
    return frozen.mapping(session.id()).besides().orElseGet(() -> found(session, kept.units()));
  }

  /// What differs in sessions of which nobody wrote it down: what drew their pictures says so.
  private Besides found(BlindSession session, List<Unit> units) {
    var shown =
        units.stream()
            .flatMap(unit -> unit.pictures().stream())
            .map(Unit.Shown::image)
            .distinct()
            .toList();
    var drawn = pictures.drawn(shown);
    if (drawn.isEmpty()) {
      return Besides.NOT_KNOWN;
    }
    var together = new LinkedHashMap<Unit.Asked, Map<Integer, DrawnAs>>();
    for (var unit : units) {
      for (var one : unit.pictures()) {
        Optional.ofNullable(drawn.get(one.image()))
            .ifPresent(picture ->
                together
                    .computeIfAbsent(unit.asked(), _ -> new HashMap<>())
                    .put(one.arm(), picture));
      }
    }
    return new Besides(
        ArmDifferences.of(session.arms().stream().map(BlindArm::label).toList(), together.values()),
        drawn.size() < shown.size() ? Besides.Known.PARTLY : Besides.Known.FOUND);
  }

  /// What a closed session keeps, for somebody who rated in it; empty for others.
  ///
  /// @throws BlindProblem while it is open, or they still rate in another that shows the same
  public Optional<SessionRecord> rating(SessionId id, Actor who) {
    rights.require(who, Right.REVIEW);
    var session = store.find(id).filter(it -> it.rater(who.person()).isPresent());
    session.ifPresent(BlindSession::requireClosed);
    session.ifPresent(_ -> heldBack.refuse(id, who));
    return session.map(this::kept);
  }

  /// What a closed session keeps, for what is shown to people alone who may look at all of it.
  ///
  /// @throws BlindProblem while it is open
  public Optional<SessionRecord> closedRecord(SessionId id) {
    var session = store.find(id);
    session.ifPresent(BlindSession::requireClosed);
    return session.map(this::kept);
  }

  /// A session that is closed.
  ///
  /// @throws BlindProblem if there is none, or while it is open
  public BlindSession closed(SessionId id, Actor who) {
    rights.require(who, Right.LOOK);
    var session =
        store
            .find(id)
            .orElseThrow(() -> new BlindProblem("There is no blind session %s.".formatted(id)));
    session.requireClosed();
    return session;
  }

  /// What was sealed, and everything that was answered, as the file that anybody can check.
  ///
  /// @throws BlindProblem while the session is open
  public byte[] published(SessionId id, Actor who) {
    rights.require(who, Right.EXPORT);
    var session = closed(id, who);
    var file = kept.published(session);
    taken(id, "published", who);
    return file.getBytes(StandardCharsets.UTF_8);
  }

  /// Notes that somebody took something of a closed session out of the lab.
  public void taken(SessionId id, String what, Actor who) {
    rights.require(who, Right.EXPORT);
    audit.record(
        AuditEvent.of(AuditKind.BLIND_SESSION_EXPORTED, who, AuditSubject.blindSession(id.value()))
            .with("what", what));
  }
}
