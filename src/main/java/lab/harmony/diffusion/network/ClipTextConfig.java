package lab.harmony.diffusion.network;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import lab.harmony.diffusion.weights.WeightsException;
import lab.harmony.json.Json;

/// The hyper-parameters of a CLIP text encoder, as `CLIPTextModel` names them.
///
/// @param projectionSize size of the pooled embedding; 0 where there is none
/// @param endToken the id at which the pooled embedding is read; [LARGEST_ID][#LARGEST_ID] reads at
///   the largest id, which is the end of text in CLIP's vocabulary
public record ClipTextConfig(
    int vocabularySize,
    int positions,
    int size,
    int feedForwardSize,
    int heads,
    int layers,
    boolean quickGelu,
    double normEpsilon,
    int projectionSize,
    int endToken) {

  /// Published configurations say 2 where they mean the largest id.
  public static final int LARGEST_ID = 2;

  public ClipTextConfig {
    if (layers < 1 || size % heads != 0) {
      throw new WeightsException(
          "a text encoder needs a layer and a size that its heads divide, got %d layers, size %d, %d heads"
              .formatted(layers, size, heads));
    }
  }

  /// A text encoder with 77 positions, as in Stable Diffusion 1.
  public static ClipTextConfig small(int vocabularySize, int size, int heads, int layers) {
    return new ClipTextConfig(
        vocabularySize, 77, size, 4 * size, heads, layers, true, 1e-5, 0, LARGEST_ID);
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
        config.number("layer_norm_eps", 1e-5),
        hasProjection(config) ? config.integer("projection_dim", 512) : 0,
        config.integer("eos_token_id", LARGEST_ID));
  }

  private static boolean hasProjection(ConfigFile config) {
    return config.isSet("architectures")
        && config.texts("architectures").contains("CLIPTextModelWithProjection");
  }

  /// Where in a row of ids the text ends, which is where the pooled embedding is read.
  public int endOf(int[] ids) {
    int at = 0;
    for (int i = 0; i < ids.length; i++) {
      if (endToken == LARGEST_ID ? ids[i] > ids[at] : ids[i] == endToken) {
        at = i;
        if (endToken != LARGEST_ID) {
          break;
        }
      }
    }
    return at;
  }

  /// This configuration as a `config.json` that transformers reads too.
  public String json() {
    var json = new LinkedHashMap<String, Object>();
    json.put(
        "architectures",
        List.of(projectionSize > 0 ? "CLIPTextModelWithProjection" : "CLIPTextModel"));
    json.put("eos_token_id", endToken);
    json.put("hidden_act", quickGelu ? "quick_gelu" : "gelu");
    json.put("hidden_size", size);
    json.put("intermediate_size", feedForwardSize);
    json.put("layer_norm_eps", normEpsilon);
    json.put("max_position_embeddings", positions);
    json.put("model_type", "clip_text_model");
    json.put("num_attention_heads", heads);
    json.put("num_hidden_layers", layers);
    if (projectionSize > 0) {
      json.put("projection_dim", projectionSize);
    }
    json.put("vocab_size", vocabularySize);
    return Json.indented(json);
  }
}
