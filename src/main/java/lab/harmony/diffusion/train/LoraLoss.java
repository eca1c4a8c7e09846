package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.sampling.Prediction;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.tensor.Weights;

/// How well a UNet with low-rank changes to some layers (Hu et al. 2021) predicts noise or
/// velocity. Only the changes are trained.
public final class LoraLoss {

  private LoraLoss() {}

  /// Inputs, B pictures with latents of h × w: `latents` (B, 4, h, w), scaled; `noise` of that
  /// shape; `timesteps` (B); `signal` (B), the part ᾱ of the latents' variance that is left at each
  /// timestep; `weight` (B), how much each picture counts; `mask` (B, 1, h, w), how much each place
  /// counts; `context` (B, T, D); for a UNet that is told sizes also `pooled` (B, P) and `sizes`
  /// (B, 6). All float32.
  ///
  /// Reports the loss, and the mean squared error without weights and mask.
  ///
  /// @param layers that are changed, by their names in the UNet
  /// @param base the UNet's own weights, which stay as they are
  public static TrainableNetwork compile(
      UNetConfig config,
      Prediction prediction,
      Map<String, Adaptation> layers,
      Weights base,
      NDManager manager) {
    var inputs =
        new ArrayList<>(
            List.of("latents", "noise", "timesteps", "signal", "weight", "mask", "context"));
    if (config.sizes().isPresent()) {
      inputs.addAll(List.of("pooled", "sizes"));
    }
    return TrainableNetwork.compile(
        "LoRA training",
        inputs,
        manager,
        layers,
        base,
        (scope, in) -> {
          var latents = in.get(0);
          var noise = in.get(1);
          var signal = in.get(3).reshape(-1, 1, 1, 1); // (B, 1, 1, 1)
          var kept = signal.sqrt();
          var mixed = signal.mul(-1).add(1).sqrt();
          var noised = latents.mul(kept).add(noise.mul(mixed)); // √ᾱ x + √(1 - ᾱ) ε
          var target =
              switch (prediction) {
                case EPSILON -> noise;
                case VELOCITY -> noise.mul(kept).sub(latents.mul(mixed)); // √ᾱ ε - √(1 - ᾱ) x
              };
          var error =
              UNet.define(config, scope, noised, in.get(2), condition(in)).sub(target).square();
          var each = error.mul(in.get(5)).flatten(1).mean(1, false); // (B)
          return List.of(each.mul(in.get(4)).mean(), error.mean());
        });
  }

  private static UNet.Condition<Value> condition(List<Value> in) {
    return in.size() == 7
        ? UNet.Condition.of(in.get(6))
        : new UNet.Condition<>(
            in.get(6), Optional.of(new UNet.Condition.Sized<>(in.get(7), in.get(8))));
  }
}
