package lab.harmony.vision;

import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;

/// A small residual network that reads the emotion of each part of a face.
public final class PartsNetwork {

  private static final double EPSILON = 1e-5;

  private PartsNetwork() {}

  /// Pictures between -1 and 1, (B, 3, H, W), to the logits of each part, (B, 3, emotions).
  public static Value logits(Scope scope, Value pictures, PartsConfig config) {
    Value x = pictures;
    int from = 3;
    int last = config.channels().size() - 1;
    for (int stage = 0; stage <= last; stage++) {
      int to = config.channels().get(stage);
      Scope block = scope.at("stages", stage);
      x = block.conv2d("down", x, from, to, 3, 2, 1); // (B, to, H/2, W/2)
      x = block.groupNorm("norm", x, to, config.groups(), EPSILON).silu();
      if (stage > 0) {
        x = x.add(residual(block, x, to, config));
      }
      from = to;
    }
    int side = config.imageSize() >> config.channels().size();
    int classes = PartsConfig.PARTS.size() * config.emotions().size();
    Value features = x.flatten(1); // (B, C·H·W)
    return scope
        .linear("head", features, from * side * side, classes)
        .reshape(-1, PartsConfig.PARTS.size(), config.emotions().size());
  }

  private static Value residual(Scope block, Value x, int channels, PartsConfig config) {
    Value change = block.conv3x3("conv1", x, channels, channels);
    change = block.groupNorm("norm1", change, channels, config.groups(), EPSILON).silu();
    return block.conv3x3("conv2", change, channels, channels);
  }
}
