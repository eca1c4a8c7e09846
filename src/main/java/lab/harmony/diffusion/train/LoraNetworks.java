package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.prompt.ClipSkip;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.Parameter;
import lab.harmony.diffusion.tensor.Weights;

/// The networks that a LoRA changes. Their own weights stay as they are.
///
/// Layers are named as diffusers' files of adapters name them: after `unet.`, `text_encoder.` and
/// `text_encoder_2.`.
///
/// @param encoders that are trained too, in order; none where captions come encoded
/// @param skip the layers that the text encoders are read from
public record LoraNetworks(UNet unet, List<ClipTextEncoder> encoders, ClipSkip skip) {

  public static final String UNET = "unet";

  public LoraNetworks {
    encoders = List.copyOf(encoders);
  }

  public static LoraNetworks of(UNet unet) {
    return new LoraNetworks(unet, List.of(), ClipSkip.NONE);
  }

  /// `text_encoder` for 0, `text_encoder_2` for 1.
  public static String encoder(int number) {
    return number == 0 ? "text_encoder" : "text_encoder_" + (number + 1);
  }

  /// The layers of these kinds in all networks, all with the same rank and scale.
  Map<String, Adaptation> layers(LoraSettings settings) {
    var parameters = new ArrayList<Parameter>(named(UNET, unet.parameters()));
    for (int i = 0; i < encoders.size(); i++) {
      parameters.addAll(named(encoder(i), encoders.get(i).parameters()));
    }
    return LoraTarget.layers(parameters, settings.targets(), settings.adaptation());
  }

  /// The weights of all networks by those names.
  Weights weights() {
    var all = new LinkedHashMap<String, NDArray>();
    unet.weights().arrays().forEach((name, array) -> all.put(UNET + "." + name, array));
    for (int i = 0; i < encoders.size(); i++) {
      var prefix = encoder(i) + ".";
      encoders.get(i).weights().arrays().forEach((name, array) -> all.put(prefix + name, array));
    }
    return Weights.of(all);
  }

  private static List<Parameter> named(String network, List<Parameter> parameters) {
    return parameters.stream()
        .map(one -> new Parameter(network + "." + one.name(), one.shape(), one.initial()))
        .toList();
  }
}
