package lab.harmony.diffusion.network;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import lab.harmony.diffusion.weights.WeightsException;

/// The hyper-parameters of a CLIP text encoder, as `CLIPTextModel` names them.
public record ClipTextConfig(
    int vocabularySize,
    int positions,
    int size,
    int feedForwardSize,
    int heads,
    int layers,
    boolean quickGelu,
    double normEpsilon) {

  public ClipTextConfig {
    if (layers < 1 || size % heads != 0) {
      throw new WeightsException(
          "a text encoder needs a layer and a size that its heads divide, got %d layers, size %d, %d heads"
              .formatted(layers, size, heads));
    }
  }

  /// A text encoder with 77 positions, as in Stable Diffusion 1.
  public static ClipTextConfig small(int vocabularySize, int size, int heads, int layers) {
    return new ClipTextConfig(vocabularySize, 77, size, 4 * size, heads, layers, true, 1e-5);
  }

  /// Reads a `config.json`; says which field asks for something that is not computed here.
  public static ClipTextConfig read(Path file) {
    var config = ConfigFile.read(file);
    config.require("hidden_act", "quick_gelu", "gelu");
    int size = config.integer("hidden_size");
    return new ClipTextConfig(
        config.integer("vocab_size"),
        config.integer("max_position_embeddings", 77),
        size,
        config.integer("intermediate_size"),
        config.integer("num_attention_heads"),
        config.integer("num_hidden_layers"),
        config.text("hidden_act", "quick_gelu").equals("quick_gelu"),
        config.number("layer_norm_eps", 1e-5));
  }

  /// This configuration as a `config.json` that transformers reads too.
  public String json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("architectures", List.of("CLIPTextModel"));
    json.put("hidden_act", quickGelu ? "quick_gelu" : "gelu");
    json.put("hidden_size", size);
    json.put("intermediate_size", feedForwardSize);
    json.put("layer_norm_eps", normEpsilon);
    json.put("max_position_embeddings", positions);
    json.put("model_type", "clip_text_model");
    json.put("num_attention_heads", heads);
    json.put("num_hidden_layers", layers);
    json.put("vocab_size", vocabularySize);
    return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
  }
}
