package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place in the tree of parameter names; layers called here find their weights under it.
///
/// The names are the checkpoint's own: `scope.at("down_blocks", 0, "resnets", 1).conv2d("conv1",
/// …)` uses `down_blocks.0.resnets.1.conv1.weight` and `.bias`.
public final class Scope {

  private final Recording recording;
  private final Map<String, Adaptation> changed;
  private final String prefix;

  /// @param changed the layers to which a [Change] is added, by their whole names
  Scope(Recording recording, Map<String, Adaptation> changed, String prefix) {
    this.recording = recording;
    this.changed = changed;
    this.prefix = prefix;
  }

  /// The place `steps` (names and numbers) below this one.
  public Scope at(Object... steps) {
    var path = new StringBuilder(prefix);
    for (var step : steps) {
      path.append(step).append('.');
    }
    return new Scope(recording, changed, path.toString());
  }

  public Value parameter(String name, Initial initial, long... shape) {
    return recording.parameter(prefix + name, new Shape(shape), initial);
  }

  /// `x` in the number format and on the device of the weights under this place: a network that
  /// starts with this and ends with float32 also computes in bfloat16.
  public Value likeWeights(Value x) {
    return recording.record(
        "torch.type_as(%s, w[%d])".formatted(x.name(), recording.firstUnder(prefix)));
  }

  /// A k×k convolution with bias; (B, in, H, W) → (B, out, H', W')
  public Value conv2d(String name, Value x, int in, int out, int k, int stride, int padding) {
    var layer = at(name);
    var start = Initial.kaimingUniform((long) in * k * k);
    var weight = layer.parameter("weight", start, out, in, k, k);
    var bias = layer.parameter("bias", start, out);
    var adaptation = changed.get(prefix + name);
    return adaptation == null
        ? x.conv2d(weight, bias, stride, padding)
        : new ChangedLayer(recording, prefix + name, adaptation, out, in, k, k)
            .apply(
                x,
                weight,
                bias,
                (from, w, b) -> from.conv2d(w, b, stride, padding),
                (from, w, b) -> from.conv2d(w, b, 1, 0));
  }

  /// A 3×3 convolution that keeps height and width.
  public Value conv3x3(String name, Value x, int in, int out) {
    return conv2d(name, x, in, out, 3, 1, 1);
  }

  public Value conv1x1(String name, Value x, int in, int out) {
    return conv2d(name, x, in, out, 1, 1, 0);
  }

  /// (…, in) → (…, out)
  public Value linear(String name, Value x, int in, int out) {
    return linear(name, x, in, out, at(name).parameter("bias", Initial.kaimingUniform(in), out));
  }

  /// (…, in) → (…, out)
  public Value linearWithoutBias(String name, Value x, int in, int out) {
    return linear(name, x, in, out, null);
  }

  private Value linear(String name, Value x, int in, int out, @Nullable Value bias) {
    var weight = at(name).parameter("weight", Initial.kaimingUniform(in), out, in);
    var adaptation = changed.get(prefix + name);
    return adaptation == null
        ? x.linear(weight, bias)
        : new ChangedLayer(recording, prefix + name, adaptation, out, in)
            .apply(x, weight, bias, Value::linear, Value::linear);
  }

  public Value groupNorm(String name, Value x, int channels, int groups, double epsilon) {
    var layer = at(name);
    return x.groupNorm(
        groups,
        layer.parameter("weight", Initial.ONES, channels),
        layer.parameter("bias", Initial.ZEROS, channels),
        epsilon);
  }

  public Value layerNorm(String name, Value x, int size, double epsilon) {
    var layer = at(name);
    return x.layerNorm(
        size,
        layer.parameter("weight", Initial.ONES, size),
        layer.parameter("bias", Initial.ZEROS, size),
        epsilon);
  }

  /// A table of `count` learned rows; (count, size)
  public Value table(String name, int count, int size, double deviation) {
    return at(name).parameter("weight", new Initial.Normal(deviation), count, size);
  }
}
