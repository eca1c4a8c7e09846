package lab.harmony.training.drawing;

/// How the drawing of a dataset stands.
public sealed interface DatasetStanding {

  /// Nobody wants it, or it is done.
  record None() implements DatasetStanding {}

  /// @param place in the line of all work; 1 is next
  record Waiting(int place) implements DatasetStanding {}

  /// @param pictures that are drawn, of `all`
  record Drawing(int pictures, int all) implements DatasetStanding {}

  /// The latest attempt failed.
  record Failed(String reason) implements DatasetStanding {}
}
