package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Set;

/// That a layer has a [Change], and how its matrices are made: `y = W x + scale · up(down(x))`.
///
/// @param rank of the matrices; 0 takes whatever whoever runs the network gives
/// @param scale alpha / rank; 1 where it is in the upper matrix already
/// @param dropout how much of what comes out of the lower matrix is left out while it is trained
/// @param parts of the change
public record Adaptation(int rank, double scale, double dropout, Set<Part> parts) {

  /// What a change adds to a layer's lines in the script.
  public enum Part {
    MATRICES,
    GAIN_OF_INPUT,
    GAIN_OF_OUTPUT,
    BIAS
  }

  public Adaptation {
    parts = Set.copyOf(parts);
    if (rank < 0 || !(scale > 0) || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "need a rank of at least 1, a scale above 0 and a dropout from 0 to below 1, got %d, %s and %s"
              .formatted(rank, scale, dropout));
    }
  }

  /// Matrices that are trained.
  public Adaptation(int rank, double scale, double dropout) {
    this(rank, scale, dropout, Set.of(Part.MATRICES));
  }

  /// For running a network with what somebody has made.
  static Adaptation given(Set<Part> parts) {
    return new Adaptation(0, 1, 0, parts);
  }

  boolean has(Part part) {
    return parts.contains(part);
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
