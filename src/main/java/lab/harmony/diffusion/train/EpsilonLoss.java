package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDManager;
import java.util.List;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.tensor.TrainableNetwork;

/// How well a UNet, reading prompts through a text encoder that is trained with it, predicts the
/// noise that was mixed into latents.
///
/// Parameters are named as in the folders of a checkpoint, after `unet.` and `text_encoder.`.
public final class EpsilonLoss {

  public static final String UNET = "unet.";
  public static final String TEXT_ENCODER = "text_encoder.";

  private EpsilonLoss() {}

  /// Inputs: `latents` (B, 4, h, w), scaled; `noise` of that shape, standard normal; `timesteps`
  /// (B) float32; `signal` (B) float32, the part ᾱ of the latents' variance that is left at each
  /// timestep; `ids` (B, T) int64.
  public static TrainableNetwork compile(
      UNetConfig unet, ClipTextConfig textEncoder, NDManager manager) {
    return TrainableNetwork.compile(
        "UNet training",
        List.of("latents", "noise", "timesteps", "signal", "ids"),
        manager,
        (scope, in) -> {
          var noise = in.get(1);
          var signal = in.get(3).reshape(-1, 1, 1, 1); // (B, 1, 1, 1)
          var noised = // √ᾱ x + √(1 - ᾱ) ε
              in.get(0).mul(signal.sqrt()).add(noise.mul(signal.mul(-1).add(1).sqrt()));
          var context = ClipTextEncoder.define(textEncoder, scope.at("text_encoder"), in.get(4));
          var prediction =
              UNet.define(unet, scope.at("unet"), noised, in.get(2), UNet.Condition.of(context));
          return List.of(prediction.sub(noise).square().mean());
        });
  }
}
