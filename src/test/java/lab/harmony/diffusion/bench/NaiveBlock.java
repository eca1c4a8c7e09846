package lab.harmony.diffusion.bench;

import static lab.harmony.diffusion.network.FirstBlock.CHANNELS;
import static lab.harmony.diffusion.network.FirstBlock.GROUPS;
import static lab.harmony.diffusion.network.FirstBlock.HEADS;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The same block with DJL's own operations, one native call each: what the networks here are
/// compared with.
record NaiveBlock(Map<String, NDArray> weights) {

  /// (B, C, H, W) with time (B, D) and context (B, T, E) → (B, C, H, W)
  NDArray apply(NDArray x, NDArray time, NDArray context) {
    return transformer("attention.", resnet("resnet.", x, time), context);
  }

  private NDArray resnet(String at, NDArray x, NDArray time) {
    var h = convolve(at + "conv1", silu(groupNorm(at + "norm1", x, 1e-5f)), 1);
    var shift = linear(at + "time_emb_proj", silu(time)).expandDims(2).expandDims(3);
    h = convolve(at + "conv2", silu(groupNorm(at + "norm2", h.add(shift), 1e-5f)), 1);
    return x.add(h);
  }

  private NDArray transformer(String at, NDArray picture, NDArray context) {
    var shape = picture.getShape();
    var x = convolve(at + "proj_in", groupNorm(at + "norm", picture, 1e-6f), 0);
    x = x.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1);
    var block = at + "transformer_blocks.0.";
    var y = layerNorm(block + "norm1", x);
    x = x.add(attention(block + "attn1.", y, y));
    x = x.add(attention(block + "attn2.", layerNorm(block + "norm2", x), context));
    var halves = linear(block + "ff.net.0.proj", layerNorm(block + "norm3", x)).split(2, 2);
    x = x.add(linear(block + "ff.net.2", halves.get(0).mul(Activation.gelu(halves.get(1)))));
    return picture.add(convolve(at + "proj_out", x.transpose(0, 2, 1).reshape(shape), 0));
  }

  private NDArray attention(String at, NDArray x, NDArray source) {
    var q = heads(linear(at + "to_q", x));
    var k = heads(linear(at + "to_k", source));
    var v = heads(linear(at + "to_v", source));
    double scale = 1 / Math.sqrt(q.getShape().get(3));
    var read = q.matMul(k.transpose(0, 1, 3, 2)).mul(scale).softmax(-1).matMul(v);
    return linear(at + "to_out.0", read.transpose(0, 2, 1, 3).reshape(x.getShape()));
  }

  private static NDArray heads(NDArray x) {
    var shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), HEADS, CHANNELS / HEADS).transpose(0, 2, 1, 3);
  }

  private NDArray groupNorm(String at, NDArray x, float epsilon) {
    var shape = x.getShape();
    var groups = x.reshape(shape.get(0), GROUPS, -1);
    var centred = groups.sub(groups.mean(new int[] {2}, true));
    var deviation = centred.square().mean(new int[] {2}, true).add(epsilon).sqrt();
    var perChannel = new Shape(1, shape.get(1), 1, 1);
    return centred
        .div(deviation)
        .reshape(shape)
        .mul(weight(at + ".weight").reshape(perChannel))
        .add(weight(at + ".bias").reshape(perChannel));
  }

  private NDArray layerNorm(String at, NDArray x) {
    return LayerNorm.layerNorm(
            x, new Shape(CHANNELS), weight(at + ".weight"), weight(at + ".bias"), 1e-5f)
        .singletonOrThrow();
  }

  private NDArray convolve(String at, NDArray x, int padding) {
    return Conv2d.conv2d(
            x,
            weight(at + ".weight"),
            weight(at + ".bias"),
            new Shape(1, 1),
            new Shape(padding, padding),
            new Shape(1, 1))
        .singletonOrThrow();
  }

  private NDArray linear(String at, NDArray x) {
    @Nullable NDArray bias = weights.get(at + ".bias");
    return Linear.linear(x, weight(at + ".weight"), bias).singletonOrThrow();
  }

  private static NDArray silu(NDArray x) {
    return Activation.swish(x, 1);
  }

  private NDArray weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }
}
