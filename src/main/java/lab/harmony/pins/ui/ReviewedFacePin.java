package lab.harmony.pins.ui;

import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.pins.PinProblem;
import lab.harmony.pins.Pins;
import lab.harmony.review.ui.FaceAct;
import lab.harmony.runs.ImageId;
import org.springframework.stereotype.Component;

/// Pins the face that is reviewed: people have to find it harmonious. What anybody has said of it
/// is neither asked nor told, nor whether it was pinned before.
@Component
class ReviewedFacePin implements FaceAct {

  /// The same whatever stood there before.
  private static final String SAID =
      "This face is pinned. What it must keep is said and changed on the page of pins.";

  private final Pins pins;
  private final Rights rights;

  ReviewedFacePin(Pins pins, Rights rights) {
    this.pins = pins;
    this.rights = rights;
  }

  @Override
  public String key() {
    return PinKey.KEY;
  }

  @Override
  public String label() {
    return "Pin";
  }

  @Override
  public String does() {
    return "Pin the face: people have to find it harmonious whenever it is drawn again";
  }

  @Override
  public boolean isFor(Actor who) {
    return rights.may(who, Right.PIN);
  }

  @Override
  public String act(ImageId face, Actor by) {
    try {
      pins.pin(face, pins.unseen(), by);
      return SAID;
    } catch (PinProblem e) {
      return String.valueOf(e.getMessage());
    }
  }
}
