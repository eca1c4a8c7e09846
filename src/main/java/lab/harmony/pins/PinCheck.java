package lab.harmony.pins;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A pin, and what became of it in one thing that was drawn.
///
/// @param drawn when the face that decided was drawn; empty where there is none
public record PinCheck(Pin pin, PinState state, Optional<Instant> drawn) {

  /// Of several faces in one place the worst decides, and of two alike the one that was drawn
  /// since.
  private static final Comparator<PinCheck> DECIDES =
      Comparator.comparingInt((PinCheck check) -> check.state().rank())
          .thenComparing(check -> !check.since());

  /// What one pin says of the faces that were drawn where it stands.
  ///
  /// @param asked how many faces were asked for there
  /// @param none why there is no face, where there is none
  static PinCheck of(Pin pin, List<PinnedFace> faces, int asked, String none) {
    if (faces.isEmpty()) {
      return notDrawn(pin, none, Optional.empty());
    }
    var alike =
        faces.stream()
            .filter(face -> pin.wish().settings().map(face.settings()::equals).orElse(true))
            .toList();
    if (alike.isEmpty()) {
      var drawn = faces.getFirst().settings();
      return notDrawn(
          pin,
          drawn.isEmpty() ? "how it was drawn is not on record" : "it was drawn with " + drawn,
          Optional.empty());
    }
    var worst =
        alike.stream()
            .map(face -> new PinCheck(pin, state(pin, face), Optional.of(face.drawn())))
            .min(DECIDES)
            .orElseThrow();
    return worst.state() instanceof PinState.Held && faces.size() < asked
        ? notDrawn(pin, "it has several faces here, and not all of them yet", worst.drawn())
        : worst;
  }

  private static PinCheck notDrawn(Pin pin, String why, Optional<Instant> drawn) {
    return new PinCheck(pin, new PinState.NotDrawn(why), drawn);
  }

  /// Whether the face that decided was drawn after it was pinned.
  public boolean since() {
    return drawn.filter(pin.pinnedAt()::isBefore).isPresent();
  }

  private static PinState state(Pin pin, PinnedFace face) {
    var judged = face.judged(pin.wish().judge());
    if (judged.isEmpty()) {
      return new PinState.NotJudged(face.unjudged(pin.wish().judge()), face.picture());
    }
    var said = judged.get();
    if (said.conflict()) {
      return new PinState.NotJudged("it is meant to mix emotions", face.picture());
    }
    return pin.wish().least().holdsWith(said.points())
        ? new PinState.Held(said.points(), face.picture())
        : new PinState.Broke(said.points(), said.words(), face.picture());
  }
}
