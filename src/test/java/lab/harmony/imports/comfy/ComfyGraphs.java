package lab.harmony.imports.comfy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.Told;
import lab.harmony.imports.tools.SettingsReaders;

/// Graphs as ComfyUI writes them.
final class ComfyGraphs {

  static final String LOADER =
      node("1", "CheckpointLoaderSimple", "'ckpt_name': 'anime/v3.5 final.safetensors'");
  static final String HAPPY =
      node("2", "CLIPTextEncode", "'text': 'a happy face', 'clip': ['1', 1]");
  static final String LOWRES = node("3", "CLIPTextEncode", "'text': 'lowres', 'clip': ['1', 1]");
  static final String SAVED =
      node("8", "SaveImage", "'images': ['7', 0], 'filename_prefix': 'x'")
          + node("7", "VAEDecode", "'samples': ['5', 0], 'vae': ['1', 2]")
          + node("6", "EmptyLatentImage", "'width': 64, 'height': 64, 'batch_size': 1");

  private ComfyGraphs() {}

  static String sampler(String positive, String negative) {
    return node(
        "5",
        "KSampler",
        "'seed': 41, 'steps': 20, 'cfg': 7.0, 'sampler_name': 'euler', 'scheduler': 'normal', 'denoise': 1.0, 'model': ['1', 0], 'positive': %s, 'negative': %s, 'latent_image': ['6', 0]"
            .formatted(positive, negative));
  }

  static PictureSettings read(String sampler, String more) {
    return settings(graph(LOADER, HAPPY, LOWRES, SAVED, sampler, more));
  }

  static PictureSettings settings(String graph) {
    return SettingsReaders.settings(Map.of("prompt", graph));
  }

  static void prompts(PictureSettings settings, String prompt, String negative) {
    assertThat(settings.prompt()).isEqualTo(new Told.Known(prompt));
    assertThat(settings.negativePrompt()).isEqualTo(new Told.Known(negative));
  }

  /// With single quotes for double ones.
  static String node(String id, String type, String inputs) {
    return "\"%s\":{\"class_type\":\"%s\",\"inputs\":{%s}},"
        .formatted(id, type, inputs.replace("'", "\"").replace(": ", ":").replace("\", ", "\","));
  }

  static String graph(String... nodes) {
    var all = String.join("", nodes);
    return "{" + all.substring(0, all.length() - 1) + "}";
  }
}
