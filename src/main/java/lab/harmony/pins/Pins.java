package lab.harmony.pins;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.ImageId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/// The faces of the lab that must not break: pinned, changed and taken away by people. What became
/// of them is found by [PinChecks].
@Service
public class Pins {

  private static final int MOST_UNPINNED = 50;
  private static final PinWish UNSEEN = wish(new PinJudge.People(), LeastPoints.HARMONIOUS);

  private final PinStore store;
  private final RunFaces faces;
  private final Rights rights;
  private final AuditTrail audit;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Pins(
      PinStore store,
      RunFaces faces,
      Rights rights,
      AuditTrail audit,
      Clock clock,
      ApplicationEventPublisher events) {
    this.store = store;
    this.faces = faces;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
    this.events = events;
  }

  /// What is usually asked of a face: that it keeps the points that people gave it; where nobody
  /// has, those that the machine read; where neither has said anything, that people find it
  /// harmonious. For the whole lab, however it is drawn.
  ///
  /// @throws PinProblem if the picture is not there, or has no point that could be lost
  public PinWish usual(ImageId picture) {
    return usual(face(picture));
  }

  private static PinWish usual(PinnedFace face) {
    return scored(face) || face.byMachine().isEmpty() ? byPeople(face) : byMachine(face);
  }

  /// The same by people, whatever a machine read.
  ///
  /// @throws PinProblem if the picture is not there, or has no point that could be lost
  public PinWish byPeople(ImageId picture) {
    return byPeople(face(picture));
  }

  private static PinWish byPeople(PinnedFace face) {
    return scored(face) ? wish(new PinJudge.People(), face.byPeople().orElseThrow()) : UNSEEN;
  }

  private static boolean scored(PinnedFace face) {
    return face.byPeople().filter(said -> !said.conflict()).isPresent();
  }

  /// The same by the machine judge that read it, whatever people say.
  ///
  /// @throws PinProblem if the picture is not there, no machine has read it, or it has no point
  ///   that could be lost
  public PinWish byMachine(ImageId picture) {
    return byMachine(face(picture));
  }

  private static PinWish byMachine(PinnedFace face) {
    var read =
        face.byMachine()
            .orElseThrow(() ->
                new PinProblem(
                    "No machine judge has read the picture %s, so none can say whether it holds. Choose people as its judge."
                        .formatted(face.picture().name())));
    return wish(read.judge(), read.judged());
  }

  /// The same without a word of what anybody says of it: that people find it harmonious.
  public PinWish unseen() {
    return UNSEEN;
  }

  private static PinWish wish(PinJudge judge, Judged said) {
    if (said.points() == 0) {
      throw new PinProblem(
          "This face has 0 of 3 points by %s, so it has none to lose. Pin one that shows what must not break."
              .formatted(judge.words()));
    }
    return wish(judge, new LeastPoints(said.points()));
  }

  private static PinWish wish(PinJudge judge, LeastPoints least) {
    return new PinWish(Optional.empty(), judge, least, Optional.empty(), "");
  }

  /// How a picture was drawn, for a wish that it be drawn so again.
  public String settings(ImageId picture) {
    return faces.settings(picture).orElseThrow(() -> noPicture(picture));
  }

  private PinnedFace face(ImageId picture) {
    return faces.find(picture).orElseThrow(() -> noPicture(picture));
  }

  private static PinProblem noPicture(ImageId picture) {
    return new PinProblem("There is no picture %s here to pin.".formatted(picture));
  }

  /// Pins a face. One that is pinned already, by the same judge and for the same runs, stays as it
  /// is.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws PinProblem if the picture is not there
  public Pin pin(ImageId picture, PinWish wish, Actor by) {
    rights.require(by, Right.PIN);
    var face = face(picture);
    var place = PinPlace.of(faces.image(picture).orElseThrow().prompt());
    var known = store.find(place, wish);
    if (known.isPresent()) {
      return known.get();
    }
    var judged = face.judged(wish.judge());
    var seen = judged.map(said -> OptionalInt.of(said.points())).orElse(OptionalInt.empty());
    PinId id;
    try {
      id =
          audit.together(() -> {
            var added = store.add(place, wish, seen, picture, by.person(), now());
            record(AuditKind.FACE_PINNED, added, wish, by);
            return added;
          });
    } catch (DuplicateKeyException pinnedMeanwhile) {
      return store.find(place, wish).orElseThrow();
    }
    events.publishEvent(new PinsChanged(id));
    return store.find(id).orElseThrow();
  }

  /// Pins a face with exactly this wish.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws PinProblem if the picture is not there, or something else is asked of it already by
  ///   the same judge and for the same runs
  public Pin pinExactly(ImageId picture, PinWish wish, Actor by) {
    var pin = pin(picture, wish, by);
    if (!pin.wish().equals(wish.reason().isEmpty() ? wish.withReason(pin.wish().reason()) : wish)) {
      throw new PinProblem(
          "That face is pinned already, as number %s: %s%s. To ask something else of it, change that pin, or take it away first (./lab pins remove %s)."
              .formatted(
                  pin.id(),
                  pin.demand(),
                  pin.wish().reason().isEmpty()
                      ? ""
                      : ", because \"%s\"".formatted(pin.wish().reasonInALine()),
                  pin.id()));
    }
    return pin;
  }

  /// Pins a face as is usual. Where somebody took away such a pin of their own before, that one is
  /// there again, with what it asked for and what was found of it.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws PinProblem if the picture is not there, or has no point that could be lost
  public Pin pinAsUsual(ImageId picture, Actor by) {
    rights.require(by, Right.PIN);
    var wish = usual(picture);
    var taken =
        faces
            .image(picture)
            .flatMap(image -> store.taken(PinPlace.of(image.prompt()), wish, by.person()));
    if (taken.isEmpty()) {
      return pin(picture, wish, by);
    }
    pinAgain(taken.get().id(), by);
    return known(taken.get().id());
  }

  /// Asks something else of a pinned face; by whom it is judged stays.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws PinProblem if another pin asks the same already
  public Pin change(PinId id, PinWish wish, Actor by) {
    rights.require(by, Right.PIN);
    var before = known(id);
    if (!before.wish().judge().equals(wish.judge())) {
      throw new PinProblem(
          "A pin keeps its judge, %s; pin the face anew for another."
              .formatted(before.wish().judge().words()));
    }
    if (before.wish().equals(wish)) {
      return before;
    }
    return once(() -> {
      audit.together(() -> {
        store.change(before, wish, now());
        record(AuditKind.PIN_CHANGED, id, wish, by);
        return id;
      });
      events.publishEvent(new PinsChanged(id));
      return known(id);
    });
  }

  /// Takes a pin away; what was found of it stays.
  ///
  /// @return false if it was taken away already
  /// @throws lab.harmony.people.NotAllowed if they may not
  public boolean unpin(PinId id, Actor by) {
    rights.require(by, Right.PIN);
    var pin = known(id);
    boolean taken =
        audit.together(() -> {
          var done = store.unpin(id, by.person(), now());
          if (done) {
            record(AuditKind.FACE_UNPINNED, id, pin.wish(), by);
          }
          return done;
        });
    if (taken) {
      events.publishEvent(new PinsChanged(id));
    }
    return taken;
  }

  /// Takes back that a pin was taken away.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  /// @throws PinProblem if the face was pinned anew meanwhile
  public void pinAgain(PinId id, Actor by) {
    rights.require(by, Right.PIN);
    var pin = known(id);
    once(() -> {
      audit.together(() -> {
        if (store.pinAgain(pin, now())) {
          record(AuditKind.FACE_PINNED, id, pin.wish(), by);
        }
        return id;
      });
      events.publishEvent(new PinsChanged(id));
      return id;
    });
  }

  private static <T> T once(Supplier<T> change) {
    try {
      return change.get();
    } catch (DuplicateKeyException e) {
      throw new PinProblem(
          "The same face is pinned already by the same judge and for the same runs. Change that pin instead.");
    }
  }

  private void record(AuditKind kind, PinId id, PinWish wish, Actor by) {
    audit.record(
        AuditEvent.of(kind, by, AuditSubject.pin(id.value()))
            .with("judge", wish.judge().words())
            .with("least", wish.least().value())
            .with("experiment", wish.experiment().orElse("all")));
  }

  private Pin known(PinId id) {
    return store
        .find(id)
        .orElseThrow(() -> new PinProblem("There is no pin %s here.".formatted(id)));
  }

  public Optional<Pin> find(PinId id) {
    return store.find(id);
  }

  /// All that are pinned, the first pinned first.
  public List<Pin> pinned() {
    return store.pinned();
  }

  /// Whether the picture of a pin is still there.
  public boolean isThere(Pin pin) {
    return faces.image(pin.picture()).filter(image -> Files.exists(image.file())).isPresent();
  }

  /// The experiments that have pictures.
  public List<String> experiments() {
    return faces.experiments();
  }

  /// Those that stand where a picture does and concern its experiment.
  public List<Pin> at(ImageId picture) {
    return faces
        .image(picture)
        .map(image -> store.at(PinPlace.of(image.prompt()), image.experiment()))
        .orElse(List.of());
  }

  /// Those that were taken away last.
  public List<Pin> unpinned() {
    return store.unpinned(MOST_UNPINNED);
  }

  /// To the microsecond, which is what databases keep.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
