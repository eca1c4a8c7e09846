package lab.harmony.diffusion.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

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

  /// Where they come from, for a message.
  String origin();
}
