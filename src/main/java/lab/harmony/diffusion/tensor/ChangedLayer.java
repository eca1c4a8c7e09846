package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The lines that a [Change] adds to one layer of a network's script.
///
/// @param name of the layer, whole
/// @param weights the shape of the layer's weights
record ChangedLayer(Recording recording, String name, Adaptation adaptation, long... weights) {

  /// What a layer does with weights and, where there is one, a bias.
  @FunctionalInterface
  interface Product {
    Value of(Value x, Value weight, @Nullable Value bias);
  }

  /// @param bias of the layer
  /// @param narrow the same as `product` with a matrix that sees one position at a time
  Value apply(Value x, Value weight, @Nullable Value bias, Product product, Product narrow) {
    var into =
        adaptation.has(Adaptation.Part.GAIN_OF_INPUT) ? x.mul(operand(Change.GAIN).as(x)) : x;
    var y =
        adaptation.has(Adaptation.Part.GAIN_OF_OUTPUT)
            ? multiplied(product.of(into, weight, null), bias)
            : product.of(into, weight, bias);
    if (adaptation.has(Adaptation.Part.MATRICES)) {
      var down = down();
      var up = up();
      var inner = dropped(product.of(x.as(down), down, null));
      y = y.add(scaled(narrow.of(inner, up, null)).as(y));
    }
    return adaptation.has(Adaptation.Part.BIAS) ? y.add(operand(Change.BIAS).as(y)) : y;
  }

  private Value multiplied(Value y, @Nullable Value bias) {
    var more = y.mul(operand(Change.GAIN).as(y));
    return bias == null ? more : more.add(weights.length == 4 ? bias.reshape(1, -1, 1, 1) : bias);
  }

  private Value operand(String ending) {
    return recording.parameter(name + ending, new Shape(-1), Initial.ZEROS);
  }

  private Value down() {
    long inputs = Arrays.stream(weights, 1, weights.length).reduce(1, (a, b) -> a * b);
    return recording.parameter(
        name + Change.DOWN, adaptation.down(weights), Initial.kaimingUniform(inputs));
  }

  private Value up() {
    return recording.parameter(name + Change.UP, adaptation.up(weights), Initial.ZEROS);
  }

  private Value dropped(Value inner) {
    return adaptation.dropout() == 0 ? inner : inner.dropout(adaptation.dropout());
  }

  private Value scaled(Value change) {
    return adaptation.scale() == 1 ? change : change.mul(adaptation.scale());
  }
}
