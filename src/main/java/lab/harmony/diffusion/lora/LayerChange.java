package lab.harmony.diffusion.lora;

import ai.djl.ndarray.types.Shape;
import lab.harmony.diffusion.checkpoint.AdapterName.Role;
import lab.harmony.diffusion.weights.WeightsException;

/// What an adapter has for one layer of a model, known to fit it.
///
/// @param layer its name in the model
/// @param weights the shape of its weights
/// @param scale of `up(down(x))`
record LayerChange(AdapterTensors.LayerTensors tensors, String layer, Shape weights, double scale) {

  /// @throws WeightsException naming the layer and both shapes
  LayerChange {
    requireFit(tensors, layer, weights);
  }

  boolean has(Role role) {
    return tensors.has(role);
  }

  boolean isConvolution() {
    return weights.dimension() == 4;
  }

  boolean hasMagnitude() {
    return has(Role.MAGNITUDE) || has(Role.DORA_SCALE);
  }

  /// Whether it is the columns of the weights whose lengths are given; else it is the rows.
  boolean ofInput() {
    return has(Role.DORA_SCALE) && isOfInput(tensors, weights);
  }

  /// LyCORIS gives (out, 1, …) for rows and (1, in, 1, …) for columns.
  private static boolean isOfInput(AdapterTensors.LayerTensors tensors, Shape weights) {
    var shape = tensors.file().shape(tensors.name(Role.DORA_SCALE).orElseThrow());
    return shape.dimension() >= 2
        && shape.get(0) == 1
        && weights.get(0) != 1
        && shape.get(1) == weights.get(1)
        && shape.size() == weights.get(1);
  }

  private static void requireFit(AdapterTensors.LayerTensors tensors, String layer, Shape weights) {
    var file = tensors.file();
    var isProduct = weights.dimension() >= 2 && !layer.contains("embeddings.");
    for (var role : tensors.roles().entrySet()) {
      var shape = file.shape(role.getValue());
      var fits =
          switch (role.getKey()) {
            case DOWN ->
                isProduct
                    && shape.get(1) == weights.get(1)
                    && kernel(shape) == (tensors.has(Role.MIDDLE) ? 1 : kernel(weights));
            case UP -> isProduct && shape.get(0) == weights.get(0) && kernel(shape) == 1;
            case MIDDLE ->
                isProduct && weights.dimension() == 4 && kernel(shape) == kernel(weights);
            case ALPHA -> true;
            case MAGNITUDE -> shape.size() == weights.get(0);
            case DORA_SCALE -> shape.size() == weights.get(0) || isOfInput(tensors, weights);
            case UP_BIAS, BIAS_DIFFERENCE -> shape.size() == weights.get(0);
            case DIFFERENCE -> shape.size() == weights.size();
          };
      if (!fits) {
        throw new WeightsException(
            "%s does not fit the layer %s, whose weights have the shape %s: the adapter has %s of shape %s"
                .formatted(file.path(), layer, weights, role.getValue(), shape));
      }
    }
  }

  private static long kernel(Shape shape) {
    return shape.dimension() == 4 ? shape.get(2) * shape.get(3) : 1;
  }
}
