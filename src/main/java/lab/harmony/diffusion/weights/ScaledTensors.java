package lab.harmony.diffusion.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Tensors of which some were divided by a number to fit a format of 8 bits, which stands beside
/// them: `NAME.scale_weight` or `NAME.weight_scale`, one number or one for each output of the
/// layer. Each is multiplied by it when it is read (ComfyUI's scaled fp8: `weight.to(dtype) *
/// scale_weight`).
public record ScaledTensors(TensorSource source) implements TensorSource {

  private static final String WEIGHT = ".weight";
  private static final List<String> SCALES = List.of(".scale_weight", ".weight_scale");

  /// The name of the number that `name` was divided by, where there is one.
  static Optional<String> scaleOf(String name, TensorSource source) {
    if (!name.endsWith(WEIGHT)) {
      return Optional.empty();
    }
    var layer = name.substring(0, name.length() - WEIGHT.length());
    return SCALES.stream().map(layer::concat).filter(source.names()::contains).findFirst();
  }

  @Override
  public boolean contains(String name) {
    return source.contains(name);
  }

  @Override
  public Shape shape(String name) {
    return source.shape(name);
  }

  @Override
  public NDArray float32(String name, NDManager manager) {
    var scale = scaleOf(name, source);
    if (scale.isEmpty()) {
      return source.float32(name, manager);
    }
    try (var scope = manager.newSubManager()) {
      var stored = source.float32(name, scope);
      var factors = source.float32(scale.get(), scope);
      var scaled = stored.mul(factors.reshape(shape(name, scale.get())));
      scaled.attach(manager);
      return scaled;
    }
  }

  /// The shape in which a scale multiplies a tensor: one number, or one for each row.
  private Shape shape(String name, String scale) {
    var tensor = source.shape(name);
    var factors = source.shape(scale);
    var rows = tensor.dimension() > 0 ? tensor.get(0) : 1;
    if (factors.size() != 1 && factors.size() != rows) {
      throw new WeightsException(
          "%s: the scale %s has the shape %s; the tensor %s of shape %s needs one number, or one for each row"
              .formatted(origin(), scale, factors, name, tensor));
    }
    var shape = new long[Math.max(1, tensor.dimension())];
    Arrays.fill(shape, 1);
    shape[0] = factors.size();
    return new Shape(shape);
  }

  @Override
  public SequencedSet<String> names() {
    return source.names();
  }

  @Override
  public String kept(String name) {
    return source.kept(name);
  }

  @Override
  public String origin() {
    return source.origin();
  }
}
