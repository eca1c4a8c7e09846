package lab.harmony.diffusion.network;

import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;

/// Norm, activation, convolution, twice, around a shortcut; UNet and VAE are built from it.
record ResnetBlock(int in, int out, int groups, double epsilon) {

  /// (B, in, H, W) → (B, out, H, W)
  Value apply(Scope scope, Value x) {
    return shortcut(scope, x).add(second(scope, first(scope, x)));
  }

  /// The same with a time embedding (B, `timeSize`), added to every position.
  Value apply(Scope scope, Value x, Value time, int timeSize) {
    var shift = scope.linear("time_emb_proj", time.silu(), timeSize, out); // (B, out)
    var hidden = first(scope, x).add(shift.unsqueeze(2).unsqueeze(3)); // (B, out, H, W)
    return shortcut(scope, x).add(second(scope, hidden));
  }

  private Value first(Scope scope, Value x) {
    var h = scope.groupNorm("norm1", x, in, groups, epsilon).silu();
    return scope.conv3x3("conv1", h, in, out);
  }

  private Value second(Scope scope, Value x) {
    var h = scope.groupNorm("norm2", x, out, groups, epsilon).silu();
    return scope.conv3x3("conv2", h, out, out);
  }

  private Value shortcut(Scope scope, Value x) {
    return in == out ? x : scope.conv1x1("conv_shortcut", x, in, out);
  }
}
