package lab.harmony.diffusion.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A tensor that is not there yet: each operation writes one line of the network's script.
///
/// Letters in shapes: B batch, C channels, H and W height and width, N = H·W positions, h heads, e
/// = C / h, D features. Values are immutable; two values can be combined when they come from the
/// same recording.
public final class Value {

  private final Recording recording;
  private final String name;

  Value(Recording recording, String name) {
    this.recording = recording;
    this.name = name;
  }

  String name() {
    return name;
  }

  // Arithmetic, element by element with torch's broadcasting.

  public Value add(Value other) {
    return call("add", other);
  }

  public Value add(double number) {
    return call("add", number);
  }

  public Value sub(Value other) {
    return call("sub", other);
  }

  public Value mul(Value other) {
    return call("mul", other);
  }

  public Value mul(double factor) {
    return call("mul", factor);
  }

  public Value div(Value other) {
    return call("div", other);
  }

  public Value div(double divisor) {
    return call("div", divisor);
  }

  public Value square() {
    return call("square");
  }

  public Value sqrt() {
    return call("sqrt");
  }

  public Value abs() {
    return call("abs");
  }

  public Value exp() {
    return call("exp");
  }

  public Value sin() {
    return call("sin");
  }

  public Value cos() {
    return call("cos");
  }

  public Value sigmoid() {
    return call("sigmoid");
  }

  public Value tanh() {
    return call("tanh");
  }

  public Value relu() {
    return call("relu");
  }

  /// x · σ(x)
  public Value silu() {
    return call("silu");
  }

  /// x · Φ(x), exact.
  public Value gelu() {
    return recording.record("torch.gelu(%s, approximate=\"none\")".formatted(name));
  }

  /// x · σ(1.702 x)
  public Value quickGelu() {
    return mul(mul(1.702).sigmoid());
  }

  public Value clamp(double least, double most) {
    return call("clamp", least, most);
  }

  /// Each element with the chance `part` 0, and else divided by 1 - `part`, while a network is
  /// trained; what is drawn depends on the seed of the step alone.
  public Value dropout(double part) {
    return recording.record(
        "(self).dropped(%s, seed, %d, %s)".formatted(name, recording.nextRandom(), part));
  }

  // Reductions.

  /// The mean of all elements; ().
  public Value mean() {
    return call("mean");
  }

  public Value mean(int dimension, boolean keep) {
    return recording.record("torch.mean(%s, [%d], %s)".formatted(name, dimension, python(keep)));
  }

  /// The sum of all elements; ().
  public Value sum() {
    return call("sum");
  }

  public Value softmax(int dimension) {
    return call("softmax", dimension);
  }

  /// The mean cross entropy of logits (B, D) against `classes` (B) int64; ().
  public Value crossEntropy(Value classes) {
    return recording.record(
        "torch.cross_entropy_loss(%s, %s, None, 1, -100, 0.)".formatted(name, classes.name));
  }

  // Layers; weights are values too.

  /// (B, C, H, W) with `weight` (C', C, k, k) → (B, C', H', W')
  public Value conv2d(Value weight, @Nullable Value bias, int stride, int padding) {
    return recording.record(
        recording.convolutions().expression(name, weight.name, orNone(bias), stride, padding));
  }

  /// (…, D) with `weight` (D', D) → (…, D')
  public Value linear(Value weight, @Nullable Value bias) {
    return recording.record("torch.linear(%s, %s, %s)".formatted(name, weight.name, orNone(bias)));
  }

  public Value groupNorm(int groups, Value weight, Value bias, double epsilon) {
    return call("group_norm", groups, weight, bias, epsilon);
  }

  /// Normalises the last dimension, `size` long.
  public Value layerNorm(int size, Value weight, Value bias, double epsilon) {
    return recording.record(
        "torch.layer_norm(%s, [%d], %s, %s, %s)"
            .formatted(name, size, weight.name, bias.name, epsilon));
  }

  /// Rows of `table` (K, D) at these indices (…) int64; (…, D)
  public Value lookUp(Value table) {
    return recording.record("torch.embedding(%s, %s)".formatted(table.name, name));
  }

  /// softmax(q kᵀ / √e) v for this q, all (B, h, N, e); k and v may have another N.
  public Value attention(Value k, Value v) {
    return recording.record(
        "torch.scaled_dot_product_attention(%s, %s, %s)".formatted(name, k.name, v.name));
  }

  /// Attention in which no position sees a later one.
  public Value causalAttention(Value k, Value v) {
    return recording.record(
        "torch.scaled_dot_product_attention(%s, %s, %s, None, 0., True)"
            .formatted(name, k.name, v.name));
  }

  // Shapes.

  /// 0 keeps the dimension at that place, -1 is worked out.
  public Value reshape(int... dimensions) {
    var list =
        IntStream.range(0, dimensions.length)
            .mapToObj(i -> dimensions[i] == 0 ? size(i) : Integer.toString(dimensions[i]))
            .collect(Collectors.joining(", "));
    return recording.record("torch.reshape(%s, [%s])".formatted(name, list));
  }

  /// (B·c, …) → (B, c, …) with the B of `batch`
  public Value perRowOf(Value batch) {
    return recording.record("torch.unflatten(%s, 0, [%s, -1])".formatted(name, batch.size(0)));
  }

  /// (B, c, T, …) → (B, c·T, …)
  public Value flattenSecond() {
    return call("flatten", 1, 2);
  }

  public Value transpose(int first, int second) {
    return call("transpose", first, second);
  }

  /// (B, C, H, W) → (B, N, C)
  public Value toSequence() {
    return recording.record("torch.transpose(torch.flatten(%s, 2), 1, 2)".formatted(name));
  }

  /// (B, N, C) → (B, C, H, W) with the height and width of `picture`
  public Value toPicture(Value picture) {
    return recording.record(
        "torch.reshape(torch.transpose(%s, 1, 2), [%s, %s, %s, %s])"
            .formatted(name, size(0), size(2), picture.size(2), picture.size(3)));
  }

  /// (B, N, C) → (B, h, N, e)
  public Value splitHeads(int heads) {
    return recording.record(
        "torch.transpose(torch.reshape(%s, [%s, %s, %d, -1]), 1, 2)"
            .formatted(name, size(0), size(1), heads));
  }

  /// (B, h, N, e) → (B, N, C)
  public Value mergeHeads() {
    return recording.record("torch.flatten(torch.transpose(%s, 1, 2), 2)".formatted(name));
  }

  /// From `dimension` on, all dimensions become one.
  public Value flatten(int dimension) {
    return call("flatten", dimension);
  }

  public Value unsqueeze(int dimension) {
    return call("unsqueeze", dimension);
  }

  public Value expandAs(Value other) {
    return call("expand_as", other);
  }

  /// `length` elements from `start` of one dimension.
  public Value narrow(int dimension, int start, int length) {
    return call("narrow", dimension, start, length);
  }

  /// Of each of B sequences (B, T, D) the row at its position (B) int64; (B, D)
  public Value rowAt(Value positions) {
    return recording.record(
        "torch.squeeze(torch.gather(%s, 1, torch.expand(torch.reshape(%s, [-1, 1, 1]), [-1, 1, %s])), 1)"
            .formatted(name, positions.name, size(2)));
  }

  /// `parts` equal parts of one dimension.
  public List<Value> chunk(int parts, int dimension) {
    var chunks = recording.recordList("torch.chunk(%s, %d, %d)".formatted(name, parts, dimension));
    return IntStream.range(0, parts)
        .mapToObj(i -> recording.record("%s[%d]".formatted(chunks.name, i)))
        .toList();
  }

  /// The values one after the other along a dimension.
  public static Value cat(int dimension, Value... values) {
    var names = Arrays.stream(values).map(Value::name).collect(Collectors.joining(", "));
    return values[0].recording.record("torch.cat([%s], %d)".formatted(names, dimension));
  }

  /// Zeros around (…, H, W).
  public Value pad(int left, int right, int top, int bottom) {
    return recording.record(
        "torch.constant_pad_nd(%s, [%d, %d, %d, %d], 0.)"
            .formatted(name, left, right, top, bottom));
  }

  /// (B, C, H, W) → (B, C, 2H, 2W)
  public Value upsampleNearest() {
    return recording.record("torch.upsample_nearest2d(%s, None, [2., 2.])".formatted(name));
  }

  /// (B, C, H, W) → (B, C, H', W') with the height and width of `picture`
  public Value upsampleNearestTo(Value picture) {
    return recording.record(
        "torch.upsample_nearest2d(%s, [%s, %s])".formatted(name, picture.size(2), picture.size(3)));
  }

  /// (B, C, H, W) → (B, C, H/k, W/k)
  public Value averagePool(int k) {
    return recording.record("torch.avg_pool2d(%s, [%d, %d])".formatted(name, k, k));
  }

  /// (B, C, H, W) → (B, C, H/k, W/k)
  public Value maxPool(int k) {
    return recording.record("torch.max_pool2d(%s, [%d, %d])".formatted(name, k, k));
  }

  // Numbers.

  /// 0, 1 … `count` - 1 as float32 on this value's device; (count)
  public Value counting(int count) {
    return recording.record(
        "torch.arange(%d, dtype=6, layout=None, device=ops.prim.device(%s), pin_memory=False)"
            .formatted(count, name));
  }

  public Value toFloat32() {
    return recording.record("torch.to(%s, 6)".formatted(name));
  }

  /// In the number format and on the device of `other`.
  public Value as(Value other) {
    return call("type_as", other);
  }

  /// The same numbers, through which no gradient flows.
  public Value detach() {
    return call("detach");
  }

  private String size(int dimension) {
    return "torch.size(%s, %d)".formatted(name, dimension);
  }

  private Value call(String operation, Object... arguments) {
    var text =
        Arrays.stream(arguments)
            .map(argument -> argument instanceof Value value ? value.name : argument.toString())
            .map(argument -> ", " + argument)
            .collect(Collectors.joining());
    return recording.record("torch.%s(%s%s)".formatted(operation, name, text));
  }

  private static String orNone(@Nullable Value value) {
    return value == null ? "None" : Objects.requireNonNull(value).name;
  }

  private static String python(boolean flag) {
    return flag ? "True" : "False";
  }
}
