package lab.harmony.diffusion.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SequencedSet;

/// Tensors by name, wherever they come from: one file, several, or a file with other names.
public interface TensorSource {

  boolean contains(String name);

  /// @throws WeightsException if there is no such tensor
  Shape shape(String name);

  /// One tensor as float32 in `manager`.
  ///
  /// @throws WeightsException if there is no such tensor, or it does not hold floating point
  ///   numbers
  NDArray float32(String name, NDManager manager);

  /// All that is kept there, by the names that it has there.
  SequencedSet<String> names();

  /// The name that a tensor has where it is kept.
  default String kept(String name) {
    return name;
  }

  /// Where they come from, for a message.
  String origin();
}
