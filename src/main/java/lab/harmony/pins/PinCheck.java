package lab.harmony.pins;

import java.util.Comparator;
import java.util.List;

/// A pin, and what became of it in one thing that was drawn.
///
/// @param since whether the face that decided was drawn after it was pinned
public record PinCheck(Pin pin, PinState state, boolean since) {

  /// What one pin says of the faces that were drawn where it stands. Of several the worst decides.
  ///
  /// @param none why there is no face, where there is none
  static PinCheck of(Pin pin, List<DrawnFace> faces, String none) {
    if (faces.isEmpty()) {
      return new PinCheck(pin, new PinState.NotDrawn(none), false);
    }
    var alike =
        faces.stream()
            .filter(face -> pin.wish().settings().map(face.settings()::equals).orElse(true))
            .toList();
    if (alike.isEmpty()) {
      var drawn = faces.getFirst().settings();
      return new PinCheck(
          pin,
          new PinState.NotDrawn(
              drawn.isEmpty() ? "how it was drawn is not on record" : "it was drawn with " + drawn),
          false);
    }
    return alike.stream()
        .map(face -> new PinCheck(pin, state(pin, face), face.drawn().isAfter(pin.pinnedAt())))
        .min(Comparator.comparingInt(check -> check.state().rank()))
        .orElseThrow();
  }

  private static PinState state(Pin pin, DrawnFace face) {
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
