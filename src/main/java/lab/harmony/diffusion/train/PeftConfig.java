package lab.harmony.diffusion.train;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import lab.harmony.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `lora_adapter_metadata` of a file in diffusers' names: the whole configuration of PEFT's
/// `LoraConfig`, as its `to_dict` gives it, for each network after the network's name.
///
/// diffusers takes what stands here as all the arguments of a `LoraConfig`, so rank and alpha alone
/// leave it without layers. Only arguments that PEFT has had since 0.15 are written: an unknown one
/// is an error there. PEFT finds modules by the ends of their names; those of text encoders are
/// written without `text_model.`, which transformers 5 has no longer.
final class PeftConfig {

  private static final String TEXT = "text_model.";

  private PeftConfig() {}

  /// @param layers names in the networks, see [LoraNetworks]
  static String text(Collection<String> layers, int rank, double alpha, double dropout) {
    var facts = new TreeMap<String, JsonNode>();
    for (var network : layers.stream().map(PeftConfig::network).distinct().toList()) {
      var own =
          layers.stream()
              .filter(layer -> network(layer).equals(network))
              .map(layer -> layer.substring(network.length() + 1))
              .map(layer -> layer.startsWith(TEXT) ? layer.substring(TEXT.length()) : layer)
              .toList();
      config(own, rank, alpha, dropout)
          .properties()
          .forEach(fact -> facts.put(network + "." + fact.getKey(), fact.getValue()));
    }
    return Json.LINE.writeValueAsString(facts);
  }

  private static String network(String layer) {
    return layer.substring(0, layer.indexOf('.'));
  }

  private static ObjectNode config(List<String> layers, int rank, double alpha, double dropout) {
    var config = Json.MAPPER.createObjectNode();
    config.put("peft_type", "LORA");
    config.put("r", rank);
    if (alpha == Math.rint(alpha)) {
      config.put("lora_alpha", (long) alpha); // Without a point, as people write it.
    } else {
      config.put("lora_alpha", alpha);
    }
    config.put("lora_dropout", dropout);
    layers.forEach(config.putArray("target_modules")::add);
    config.put("bias", "none");
    config.put("init_lora_weights", true);
    config.put("megatron_core", "megatron.core");
    for (var pattern : List.of("rank_pattern", "alpha_pattern", "loftq_config")) {
      config.putObject(pattern);
    }
    for (var flag :
        List.of("fan_in_fan_out", "inference_mode", "use_rslora", "use_dora", "lora_bias")) {
      config.put(flag, false);
    }
    for (var unused :
        List.of(
            "task_type",
            "auto_mapping",
            "base_model_name_or_path",
            "revision",
            "exclude_modules",
            "modules_to_save",
            "layers_to_transform",
            "layers_pattern",
            "layer_replication",
            "megatron_config",
            "trainable_token_indices",
            "eva_config",
            "corda_config")) {
      config.putNull(unused);
    }
    return config;
  }
}
