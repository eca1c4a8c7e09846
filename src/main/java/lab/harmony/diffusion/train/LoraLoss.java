package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.Value;

/// How well a UNet with low-rank changes to some layers (Hu et al. 2021) predicts noise or
/// velocity, where wanted with changes to the text encoders as well. Only the changes are trained.
public final class LoraLoss {

  private LoraLoss() {}

  /// Inputs, B pictures with latents of h × w: `latents` (B, 4, h, w), scaled; `noise` of that
  /// shape; `timesteps` (B); `signal` (B), the part ᾱ of the latents' variance that is left at each
  /// timestep; `weight` (B), how much each picture counts; `mask` (B, 1, h, w), how much each place
  /// counts; for a UNet that is told sizes `sizes` (B, 6); then `context` (B, T, D) and, with
  /// sizes, `pooled` (B, P); or, where text encoders are trained, for each of them `ids` (B·c, T)
  /// int64 of c chunks for each picture, and `ends` (B·c) int64, the places of their last tokens.
  /// The others are float32.
  ///
  /// Reports the loss, and the mean squared error without weights and mask.
  ///
  /// @param layers that are changed, by their names in the networks
  public static TrainableNetwork compile(
      LoraNetworks networks,
      Prediction prediction,
      Map<String, Adaptation> layers,
      TrainableNetwork.Memory memory,
      NDManager manager) {
    var config = networks.unet().config();
    var inputs =
        new ArrayList<>(List.of("latents", "noise", "timesteps", "signal", "weight", "mask"));
    if (config.sizes().isPresent()) {
      inputs.add("sizes");
    }
    int captions = inputs.size();
    if (networks.encoders().isEmpty()) {
      inputs.add("context");
      if (config.sizes().isPresent()) {
        inputs.add("pooled");
      }
    }
    for (int i = 0; i < networks.encoders().size(); i++) {
      inputs.addAll(List.of("ids" + i, "ends" + i));
    }
    return TrainableNetwork.compile(
        "LoRA training",
        inputs,
        manager,
        layers,
        networks.weights(),
        memory,
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
          var said = captions(networks, scope, in.subList(captions, in.size()), latents);
          var condition =
              new UNet.Condition<>(
                  said.context,
                  config
                      .sizes()
                      .map(_ -> new UNet.Condition.Sized<>(said.pooled.orElseThrow(), in.get(6))));
          var error =
              UNet.define(config, scope.at(LoraNetworks.UNET), noised, in.get(2), condition)
                  .sub(target)
                  .square();
          var each = error.mul(in.get(5)).flatten(1).mean(1, false); // (B)
          return List.of(each.mul(in.get(4)).mean(), error.mean());
        });
  }

  /// @param context (B, T, D)
  /// @param pooled (B, P)
  private record Said(Value context, Optional<Value> pooled) {}

  private static Said captions(LoraNetworks networks, Scope scope, List<Value> in, Value pictures) {
    if (networks.encoders().isEmpty()) {
      return new Said(in.getFirst(), in.stream().skip(1).findFirst());
    }
    var contexts = new ArrayList<Value>();
    var pooled = Optional.<Value>empty();
    for (int i = 0; i < networks.encoders().size(); i++) {
      var encoding =
          ClipTextEncoder.define(
              networks.encoders().get(i).config(),
              scope.at(LoraNetworks.encoder(i)),
              in.get(2 * i),
              in.get(2 * i + 1));
      var state = encoding.state(networks.skip().fromLast(), networks.skip().finalNorm());
      contexts.add(state.perRowOf(pictures).flattenSecond()); // (B, c·T, D)
      if (encoding.pooled().isPresent()) {
        // Of the first chunk.
        pooled = Optional.of(encoding.pooled().get().perRowOf(pictures).narrow(1, 0, 1).flatten(1));
      }
    }
    var context =
        contexts.size() == 1
            ? contexts.getFirst()
            : Value.cat(2, contexts.toArray(Value[]::new)); // (B, c·T, D)
    return new Said(context, pooled);
  }
}
