package lab.harmony.diffusion.network;

import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;

/// The place where a picture attends to itself and to the prompt: diffusers' `Transformer2DModel`.
///
/// @param channels C
/// @param contextSize size D of a token's embedding
record SpatialTransformer(
    int channels, int heads, int contextSize, int layers, int groups, boolean linearProjection) {

  /// (B, C, H, W) with `context` (B, T, D) → (B, C, H, W)
  Value apply(Scope scope, Value picture, Value context) {
    var x = scope.groupNorm("norm", picture, channels, groups, 1e-6);
    if (linearProjection) {
      x = scope.linear("proj_in", x.toSequence(), channels, channels); // (B, N, C)
    } else {
      x = scope.conv1x1("proj_in", x, channels, channels).toSequence(); // (B, N, C)
    }
    for (int i = 0; i < layers; i++) {
      x = block(scope.at("transformer_blocks", i), x, context);
    }
    if (linearProjection) {
      x = scope.linear("proj_out", x, channels, channels).toPicture(picture); // (B, C, H, W)
    } else {
      x = scope.conv1x1("proj_out", x.toPicture(picture), channels, channels); // (B, C, H, W)
    }
    return picture.add(x);
  }

  private Value block(Scope scope, Value x, Value context) {
    var y = scope.layerNorm("norm1", x, channels, 1e-5);
    x = x.add(attention(scope.at("attn1"), y, y, channels));
    y = scope.layerNorm("norm2", x, channels, 1e-5);
    x = x.add(attention(scope.at("attn2"), y, context, contextSize));
    y = scope.layerNorm("norm3", x, channels, 1e-5);
    return x.add(feedForward(scope.at("ff", "net"), y));
  }

  /// Each position of x (B, N, C) reads from `source` (B, T, `sourceSize`).
  private Value attention(Scope scope, Value x, Value source, int sourceSize) {
    var q = scope.linearWithoutBias("to_q", x, channels, channels).splitHeads(heads);
    var k = scope.linearWithoutBias("to_k", source, sourceSize, channels).splitHeads(heads);
    var v = scope.linearWithoutBias("to_v", source, sourceSize, channels).splitHeads(heads);
    return scope.linear("to_out.0", q.attention(k, v).mergeHeads(), channels, channels);
  }

  private Value feedForward(Scope scope, Value x) {
    int inner = 4 * channels;
    var halves = scope.linear("0.proj", x, channels, 2 * inner).chunk(2, 2);
    var hidden = halves.getFirst().mul(halves.getLast().gelu()); // (B, N, 4 C)
    return scope.linear("2", hidden, inner, channels);
  }
}
