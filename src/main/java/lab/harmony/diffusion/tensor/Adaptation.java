package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/// That a layer has a [Change], and how its matrices are made: `y = W x + scale · up(down(x))`.
///
/// @param rank of the matrices; 0 takes whatever whoever runs the network gives
/// @param scale alpha / rank; 1 where it is in the upper matrix already
/// @param dropout how much of what comes out of the lower matrix is left out while it is trained
public record Adaptation(int rank, double scale, double dropout) {

  /// For running a network with matrices that somebody has made.
  static final Adaptation GIVEN = new Adaptation(0, 1, 0);

  public Adaptation {
    if (rank < 0 || !(scale > 0) || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "need a rank of at least 1, a scale above 0 and a dropout from 0 to below 1, got %d, %s and %s"
              .formatted(rank, scale, dropout));
    }
  }

  /// (rank, in, …) for a layer with these weights (out, in, …).
  Shape down(long... weights) {
    if (rank == 0) {
      return new Shape(-1);
    }
    var shape = weights.clone();
    shape[0] = rank;
    return new Shape(shape);
  }

  /// (out, rank, 1, …)
  Shape up(long... weights) {
    if (rank == 0) {
      return new Shape(-1);
    }
    var shape = new long[weights.length];
    Arrays.fill(shape, 1);
    shape[0] = weights[0];
    shape[1] = rank;
    return new Shape(shape);
  }
}
