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
import lab.harmony.comparison.ArmDifference;
import lab.harmony.comparison.ArmPicture;
import lab.harmony.comparison.ArmPictures;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Service;

/// What sessions keep, for those who find out what it comes to, and as the file that anybody can
/// check.
@Service
public class SessionRecords {

  private final BlindStore store;
  private final KeptSessions kept;
  private final Rights rights;
  private final AuditTrail audit;
  private final HeldBack heldBack;
  private final RunQueue runs;
  private final ArmPictures pictures;

  SessionRecords(
      BlindStore store,
      KeptSessions kept,
      Rights rights,
      AuditTrail audit,
      HeldBack heldBack,
      RunQueue runs,
      ArmPictures pictures) {
    this.store = store;
    this.kept = kept;
    this.rights = rights;
    this.audit = audit;
    this.heldBack = heldBack;
    this.runs = runs;
    this.pictures = pictures;
  }

  /// What a session keeps now.
  public SessionRecord of(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    return kept(session);
  }

  /// Whether what was answered so far is enough; empty of a session that is closed, or scores one
  /// arm. It tells no arm.
  public Optional<StopRule> stopRule(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    return session.isOpen() && session.arms().size() > 1
        ? Optional.of(StopRule.of(kept(session)))
        : Optional.empty();
  }

  private SessionRecord kept(BlindSession session) {
    var read = kept.read(session);
    return session.isOpen() ? read : read.with(besides(session, read.units()));
  }

  private Besides besides(BlindSession session, List<Unit> units) {
    return store
        .mapping(session.id())
        .differences()
        .map(sealed -> new Besides(sealed, true))
        .orElseGet(() -> new Besides(found(session, units), false));
  }

  /// What differs in sessions of which nobody wrote it down: what drew their pictures says so.
  private List<ArmDifference> found(BlindSession session, List<Unit> units) {
    var wanted = new HashMap<ImageId, RunImage>();
    runs.images(
            units.stream()
                .flatMap(unit -> unit.pictures().stream())
                .map(shown -> shown.image().run())
                .distinct()
                .toList())
        .forEach(image -> wanted.put(image.id(), image));
    var shown =
        units.stream()
            .flatMap(unit -> unit.pictures().stream())
            .map(Unit.Shown::image)
            .distinct()
            .flatMap(id -> Optional.ofNullable(wanted.get(id)).stream())
            .toList();
    var placed = new HashMap<ImageId, ArmPicture>();
    pictures.placed(shown).forEach(picture -> placed.put(picture.image().id(), picture));
    var together = new LinkedHashMap<Unit.Asked, Map<Integer, ArmPicture>>();
    for (var unit : units) {
      for (var one : unit.pictures()) {
        Optional.ofNullable(placed.get(one.image()))
            .ifPresent(picture ->
                together
                    .computeIfAbsent(unit.asked(), _ -> new HashMap<>())
                    .put(one.arm(), picture));
      }
    }
    return ArmDifference.of(session.arms().size(), together.values());
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
