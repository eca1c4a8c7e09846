package lab.harmony.diffusion.check;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.diffusion.tensor.Derivatives;
import lab.harmony.diffusion.tensor.Initial;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;

/// Every operation that networks differentiate, small.
final class CheckedOperations {

  private CheckedOperations() {}

  /// Each is named after a method of [Value].
  static List<CheckedOperation> all() {
    var all = new ArrayList<CheckedOperation>();
    arithmetic(all);
    reductions(all);
    layers(all);
    shapes(all);
    return List.copyOf(all);
  }

  private static void arithmetic(List<CheckedOperation> all) {
    add(all, "add", (s, _) -> x(s).add(y(s)).add(0.3));
    add(all, "sub", (s, _) -> x(s).sub(y(s)));
    add(all, "mul", (s, _) -> x(s).mul(y(s)).mul(1.7));
    add(all, "div", (s, _) -> x(s).div(y(s).square().add(0.5)).div(3));
    add(all, "square", (s, _) -> x(s).square());
    add(all, "sqrt", (s, _) -> x(s).add(2).sqrt());
    add(all, "abs", (s, _) -> x(s).abs());
    add(all, "exp", (s, _) -> x(s).exp());
    add(all, "sin", (s, _) -> x(s).mul(3).sin());
    add(all, "cos", (s, _) -> x(s).mul(3).cos());
    add(all, "sigmoid", (s, _) -> x(s).sigmoid());
    add(all, "tanh", (s, _) -> x(s).tanh());
    add(all, "relu", (s, _) -> x(s).relu());
    add(all, "silu", (s, _) -> x(s).mul(3).silu());
    add(all, "gelu", (s, _) -> x(s).mul(3).gelu());
    add(all, "quickGelu", (s, _) -> x(s).mul(3).quickGelu());
    add(all, "clamp", (s, _) -> x(s).clamp(-0.5, 0.25));
    add(all, "dropout", (s, _) -> x(s).dropout(0.25));
    add(all, "toFloat32", (s, _) -> x(s).toFloat32().mul(x(s)));
    add(all, "as", (s, _) -> x(s).as(y(s)).mul(y(s)));
    add(all, "detach", (s, _) -> x(s).mul(x(s).detach()));
  }

  private static void reductions(List<CheckedOperation> all) {
    add(all, "mean", (s, _) -> x(s).square().mean().add(x(s).mean(1, true)));
    add(all, "sum", (s, _) -> x(s).square().sum().mul(x(s)));
    add(all, "softmax", (s, _) -> x(s).mul(3).softmax(-1));
    add(all, "crossEntropy", (s, ids) -> at(s, "logits", 3, 20).mul(3).crossEntropy(ids));
  }

  private static void layers(List<CheckedOperation> all) {
    for (int out : new int[] {1, 2, 3, 4, 5, 8, 12, 16, 20, 33}) {
      all.add(convolution("3x3, %d channels out".formatted(out), 2, 8, out, 9, 3, 1, 1));
    }
    all.add(convolution("3x3, every other place", 2, 8, 12, 9, 3, 2, 1));
    all.add(convolution("5x5, 6 channels out", 2, 16, 6, 12, 5, 1, 2));
    all.add(convolution("1x1, 4 channels out", 2, 8, 4, 9, 1, 1, 0));
    all.add(convolution("3x3, 320 to 4 channels", 2, 320, 4, 32, 3, 1, 1));
    add(all, "conv2d", (s, _) -> picture(s, 8, 9).conv2d(at(s, "weight", 4, 8, 3, 3), null, 1, 1));
    add(all, "linear", (s, _) -> sequence(s).linear(at(s, "weight", 24, 20), at(s, "bias", 24)));
    add(
        all,
        "groupNorm",
        (s, _) -> picture(s, 12, 5).groupNorm(4, at(s, "weight", 12), at(s, "bias", 12), 1e-5));
    add(
        all,
        "layerNorm",
        (s, _) -> sequence(s).layerNorm(20, at(s, "weight", 20), at(s, "bias", 20), 1e-5));
    add(all, "lookUp", (s, ids) -> ids.lookUp(at(s, "table", 5, 20)));
    add(all, "attention", (s, _) -> heads(s, "q", 9).attention(heads(s, "k", 7), heads(s, "v", 7)));
    add(
        all,
        "causalAttention",
        (s, _) -> heads(s, "q", 9).causalAttention(heads(s, "k", 9), heads(s, "v", 9)));
  }

  private static void shapes(List<CheckedOperation> all) {
    add(all, "reshape", (s, _) -> x(s).reshape(-1, 5).square());
    add(all, "perRowOf", (s, _) -> at(s, "four", 4, 3, 5).perRowOf(at(s, "two", 2, 1)).square());
    add(all, "flattenSecond", (s, _) -> at(s, "four", 2, 3, 4, 5).flattenSecond().square());
    add(all, "transpose", (s, _) -> x(s).transpose(0, 1).square());
    add(all, "toSequence", (s, _) -> picture(s, 6, 5).toSequence().square());
    add(
        all,
        "toPicture",
        (s, _) -> at(s, "sequence", 2, 25, 6).toPicture(picture(s, 6, 5)).square());
    add(all, "splitHeads", (s, _) -> sequence(s).splitHeads(4).square());
    add(all, "mergeHeads", (s, _) -> heads(s, "q", 9).mergeHeads().square());
    add(all, "flatten", (s, _) -> picture(s, 6, 5).flatten(1).square());
    add(all, "unsqueeze", (s, _) -> x(s).unsqueeze(1).mul(x(s)));
    add(all, "expandAs", (s, _) -> at(s, "row", 1, 20).expandAs(x(s)).mul(x(s)));
    add(all, "narrow", (s, _) -> x(s).narrow(1, 3, 9).square());
    add(all, "rowAt", (s, ids) -> at(s, "rows", 3, 4, 20).rowAt(ids).square());
    add(
        all,
        "chunk",
        (s, _) -> {
          var parts = x(s).chunk(2, 1);
          return parts.getFirst().mul(parts.getLast());
        });
    add(all, "cat", (s, _) -> Value.cat(1, x(s), y(s)).square());
    add(all, "pad", (s, _) -> picture(s, 6, 5).pad(1, 2, 0, 1).square());
    add(all, "upsampleNearest", (s, _) -> picture(s, 6, 5).upsampleNearest().square());
    add(
        all,
        "upsampleNearestTo",
        (s, _) -> picture(s, 6, 5).upsampleNearestTo(at(s, "finer", 2, 1, 11, 9)).square());
    add(all, "averagePool", (s, _) -> picture(s, 6, 8).averagePool(2).square());
    add(all, "maxPool", (s, _) -> picture(s, 6, 8).maxPool(2).square());
  }

  private static CheckedOperation convolution(
      String detail, int batch, int in, int out, int side, int k, int stride, int padding) {
    return new CheckedOperation(
        "conv2d",
        detail,
        (s, _) ->
            at(s, "x", batch, in, side, side)
                .conv2d(at(s, "weight", out, in, k, k), at(s, "bias", out), stride, padding));
  }

  private static void add(
      List<CheckedOperation> all, String operation, Derivatives.Definition definition) {
    all.add(
        new CheckedOperation(
            operation, operation.equals("conv2d") ? "without bias" : "", definition));
  }

  private static Value x(Scope scope) {
    return at(scope, "x", 7, 20);
  }

  private static Value y(Scope scope) {
    return at(scope, "y", 7, 20);
  }

  private static Value sequence(Scope scope) {
    return at(scope, "sequence", 2, 9, 20);
  }

  private static Value picture(Scope scope, int channels, int side) {
    return at(scope, "picture", 2, channels, side, side);
  }

  private static Value heads(Scope scope, String name, int length) {
    return at(scope, name, 2, 4, length, 8);
  }

  private static Value at(Scope scope, String name, long... shape) {
    return scope.parameter(name, Initial.ZEROS, shape);
  }
}
