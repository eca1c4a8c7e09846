package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDManager;
import java.util.List;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.VaeConfig;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.Value;

/// How well an autoencoder gives pictures back, and how far its latents are from a normal
/// distribution.
///
/// Parameters are named as in the `vae` folder of a checkpoint.
public final class VaeLoss {

  private VaeLoss() {}

  /// Inputs: `images` (B, 3, H, W) in [-1, 1] and `noise` (B, 4, H/f, W/f), standard normal.
  ///
  /// Reports the loss, the mean absolute error and the divergence.
  ///
  /// @param squared how much the mean squared error counts beside the mean absolute error
  /// @param divergence how much the latents' distance from a normal distribution counts
  public static TrainableNetwork compile(
      VaeConfig config, double squared, double divergence, NDManager manager) {
    return TrainableNetwork.compile(
        "VAE training",
        List.of("images", "noise"),
        manager,
        (scope, in) -> {
          var images = in.get(0);
          var moments = AutoencoderKl.defineEncoder(config, scope, images);
          var deviation = moments.logVariance().mul(0.5).exp();
          var latents = moments.mean().add(deviation.mul(in.get(1))); // (B, 4, H/f, W/f)
          var error = AutoencoderKl.defineDecoder(config, scope, latents).sub(images);
          var absolute = error.abs().mean();
          var distance = divergence(moments);
          var loss = absolute.add(error.square().mean().mul(squared)).add(distance.mul(divergence));
          return List.of(loss, absolute, distance);
        });
  }

  /// ½ (μ² + σ² - 1 - ln σ²), the mean over all latents.
  private static Value divergence(AutoencoderKl.Moments<Value> moments) {
    var logVariance = moments.logVariance();
    return moments.mean().square().add(logVariance.exp()).sub(logVariance).add(-1).mul(0.5).mean();
  }
}
