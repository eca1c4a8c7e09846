package lab.harmony.diffusion.network;

import java.util.List;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;

/// The first resnet and transformer of Stable Diffusion 1.5, for the benchmark to take apart.
public final class FirstBlock {

  public static final int CHANNELS = 320;
  public static final int HEADS = 8;
  public static final int CONTEXT = 768;
  public static final int TIME = 1280;
  public static final int GROUPS = 32;

  private FirstBlock() {}

  /// Inputs: picture (B, 320, H, W), time embedding (B, 1280), context (B, T, 768).
  public static List<Value> define(Scope scope, List<Value> in) {
    var x =
        new ResnetBlock(CHANNELS, CHANNELS, GROUPS, 1e-5)
            .apply(scope.at("resnet"), in.get(0), in.get(1), TIME);
    return List.of(
        new SpatialTransformer(CHANNELS, HEADS, CONTEXT, 1, GROUPS, false)
            .apply(scope.at("attention"), x, in.get(2)));
  }
}
