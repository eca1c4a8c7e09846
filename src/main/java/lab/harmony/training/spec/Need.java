package lab.harmony.training.spec;

import java.nio.file.Path;

/// One of the things that a training needs before it can begin.
public sealed interface Need {

  /// What it is: `Model`.
  String what();

  /// It is there.
  ///
  /// @param words `417 pictures in experiments/faces`
  record Ready(String what, String words) implements Need {}

  /// It is not there, or cannot be used.
  ///
  /// @param words what was needed, what came, and what to do
  record Missing(String what, String words) implements Need {}

  /// It is there, but may not be enough.
  record Scarce(String what, String words) implements Need {}

  /// A dataset that is not there and that the lab can draw.
  ///
  /// @param problem why the latest attempt failed; empty if there was none
  record Drawable(String what, String words, Path folder, int pictures, String problem)
      implements Need {}

  /// A dataset that is drawn when it is its turn.
  ///
  /// @param place in the line of all work; 1 is next
  record Waiting(String what, Path folder, int place) implements Need {}

  /// A dataset that is being drawn.
  record Drawing(String what, Path folder, int pictures, int all) implements Need {}

  default boolean isReady() {
    return this instanceof Ready || this instanceof Scarce;
  }
}
