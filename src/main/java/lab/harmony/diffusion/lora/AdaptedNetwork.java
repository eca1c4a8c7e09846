package lab.harmony.diffusion.lora;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lab.harmony.diffusion.checkpoint.OriginalModules;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.Parameter;

/// A network of a model as adapters see it: its layers, and every name that an adapter may give
/// each.
///
/// The table is made from the network's own layers; names are never taken apart.
public final class AdaptedNetwork {

  private static final String WEIGHT = ".weight";

  private final String name;
  private final Map<String, Shape> layers;
  private final Map<String, String> layerByKey;

  private AdaptedNetwork(String name, Map<String, Shape> layers, Map<String, String> layerByKey) {
    this.name = name;
    this.layers = layers;
    this.layerByKey = layerByKey;
  }

  public static AdaptedNetwork of(UNet unet) {
    var original = OriginalModules.of(unet.config());
    return of(
        "UNet",
        unet.parameters(),
        List.of(
            layer -> "lora_unet_" + flat(layer),
            layer -> "lora_unet_" + flat(original.of(layer)),
            layer -> "lycoris_" + flat(layer),
            layer -> "unet." + layer,
            layer -> "unet." + inProcessor(layer),
            AdaptedNetwork::inProcessor,
            layer -> "base_model.model." + layer,
            layer -> "base_model.model.unet." + layer,
            layer -> "diffusion_model." + original.of(layer),
            layer -> "model.diffusion_model." + original.of(layer),
            UnaryOperator.identity()));
  }

  /// @param number 0 for the only or first text encoder, 1 for the second
  /// @param ofSeveral whether the model has several
  public static AdaptedNetwork of(ClipTextEncoder encoder, int number, boolean ofSeveral) {
    var diffusers = number == 0 ? "text_encoder." : "text_encoder_" + (number + 1) + ".";
    var namings = new ArrayList<UnaryOperator<String>>();
    namings.add(layer -> "lora_te" + (number + 1) + "_" + flat(layer));
    namings.add(layer -> diffusers + layer);
    namings.add(layer -> "base_model.model." + diffusers + layer);
    namings.add(layer ->
        "text_encoders.clip_%s.transformer.%s"
            .formatted(number == 1 ? "g" : encoder.config().quickGelu() ? "l" : "h", layer));
    if (!ofSeveral) {
      namings.add(layer -> "lora_te_" + flat(layer));
      namings.add(layer -> "base_model.model." + layer);
      namings.add(UnaryOperator.identity());
    }
    return of(number == 0 ? "text encoder" : "second text encoder", encoder.parameters(), namings);
  }

  private static AdaptedNetwork of(
      String name, List<Parameter> parameters, List<UnaryOperator<String>> namings) {
    var layers = new LinkedHashMap<String, Shape>();
    var keys = new LinkedHashMap<String, String>();
    for (var parameter : parameters) {
      if (parameter.name().endsWith(WEIGHT)) {
        var layer = parameter.name().substring(0, parameter.name().length() - WEIGHT.length());
        layers.put(layer, parameter.shape());
        namings.forEach(naming -> keys.putIfAbsent(naming.apply(layer), layer));
      }
    }
    return new AdaptedNetwork(name, layers, keys);
  }

  String name() {
    return name;
  }

  /// The layer that an adapter calls `key`.
  Optional<String> layer(String key) {
    return Optional.ofNullable(layerByKey.get(key));
  }

  /// The shape of a layer's weights.
  Shape shape(String layer) {
    return layers.getOrDefault(layer, new Shape());
  }

  /// A name, for a message about what was needed.
  String someKey() {
    return layerByKey.keySet().iterator().next();
  }

  private static String flat(String layer) {
    return layer.replace('.', '_');
  }

  /// The name that early versions of diffusers gave a layer inside attention:
  /// `attn1.processor.to_q_lora` for `attn1.to_q`.
  private static String inProcessor(String layer) {
    for (var end : List.of("to_q", "to_k", "to_v", "to_out.0")) {
      if (layer.endsWith("." + end)) {
        var place = layer.substring(0, layer.length() - end.length());
        return place + "processor." + end.replace(".0", "") + "_lora";
      }
    }
    return layer;
  }
}
