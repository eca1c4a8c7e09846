package lab.harmony.diffusion.train;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.Parameter;

/// Layers that a LoRA changes.
public enum LoraTarget {
  /// Queries, keys, values and outputs of self- and cross-attention, also in text encoders.
  ATTENTION,
  /// The two layers behind each attention, also in text encoders.
  FEED_FORWARD,
  /// Into and out of each transformer.
  PROJECTION,
  /// Residual blocks, down- and upsampling, first and last layer, time embeddings.
  CONVOLUTION;

  /// Those that kohya's trainer changes unless it is told otherwise.
  public static final List<LoraTarget> USUAL = List.of(ATTENTION, FEED_FORWARD, PROJECTION);

  /// `attention`, `feed_forward`, `projection`, `convolution`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The layers of these kinds among the parameters, all with the same rank and scale.
  public static Map<String, Adaptation> layers(
      List<Parameter> parameters, Collection<LoraTarget> targets, Adaptation adaptation) {
    var layers = new LinkedHashMap<String, Adaptation>();
    for (var parameter : parameters) {
      var name = parameter.name();
      if (name.endsWith(".weight") && parameter.shape().dimension() >= 2) {
        var layer = name.substring(0, name.length() - ".weight".length());
        if (of(layer).filter(targets::contains).isPresent()) {
          layers.put(layer, adaptation);
        }
      }
    }
    return layers;
  }

  private static Optional<LoraTarget> of(String layer) {
    if (layer.startsWith("text_encoder")) {
      return ofTextEncoder(layer);
    }
    if (layer.contains(".attn1.") || layer.contains(".attn2.")) {
      return Optional.of(ATTENTION);
    }
    if (layer.contains(".ff.")) {
      return Optional.of(FEED_FORWARD);
    }
    return Optional.of(
        layer.endsWith(".proj_in") || layer.endsWith(".proj_out") ? PROJECTION : CONVOLUTION);
  }

  /// Tables of tokens and positions are no layers.
  private static Optional<LoraTarget> ofTextEncoder(String layer) {
    if (layer.contains(".self_attn.")) {
      return Optional.of(ATTENTION);
    }
    return layer.contains(".mlp.") ? Optional.of(FEED_FORWARD) : Optional.empty();
  }
}
