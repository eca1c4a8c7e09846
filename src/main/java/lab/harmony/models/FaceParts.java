package lab.harmony.models;

import java.util.Optional;
import java.util.Set;
import lab.harmony.design.pictures.PartPlaces;
import lab.harmony.design.pictures.PartPlaces.Box;

/// Where eyes, mouth and brows lie in the faces that a model draws, where that is known: the models
/// that come with the program learned from drawings whose heads all lie at one place, give or take
/// a few pixels, and draw so themselves. No other model promises anything.
public final class FaceParts {

  private static final Set<String> ONE_PLACE = Set.of("doodle-base", "doodle-anime");

  /// Width and height of the pictures that those models learned from.
  private static final int SIDE = 128;

  /// What can be of a part in any of those drawings.
  private static final PartPlaces DRAWN =
      new PartPlaces(box(22, 54, 106, 106), box(44, 84, 85, 109), box(23, 41, 106, 68));

  private FaceParts() {}

  /// Other weights of the same name promise nothing.
  ///
  /// @param weights the SHA-256 of the base model
  public static Optional<PartPlaces> of(String weights, int width, int height) {
    return width == SIDE && height == SIDE && BundledModels.weights(ONE_PLACE).contains(weights)
        ? Optional.of(DRAWN)
        : Optional.empty();
  }

  private static Box box(int left, int top, int right, int bottom) {
    return new Box(
        (double) left / SIDE,
        (double) top / SIDE,
        (double) (right - left) / SIDE,
        (double) (bottom - top) / SIDE);
  }
}
