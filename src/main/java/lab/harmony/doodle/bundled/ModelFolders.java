package lab.harmony.doodle.bundled;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.SafetensorsWriter.Precision;
import lab.harmony.vision.PartsClassifier;

/// Writes trained networks as model folders, in the published layouts.
final class ModelFolders {

  private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

  private static final String MODEL_INDEX =
      """
      {
        "_class_name": "StableDiffusionPipeline",
        "feature_extractor": [null, null],
        "requires_safety_checker": false,
        "safety_checker": [null, null],
        "scheduler": ["diffusers", "DDIMScheduler"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"]
      }
      """;

  private static final String SCHEDULER =
      """
      {
        "_class_name": "DDIMScheduler",
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
        "beta_start": 0.00085,
        "clip_sample": false,
        "num_train_timesteps": 1000,
        "prediction_type": "epsilon",
        "rescale_betas_zero_snr": false,
        "set_alpha_to_one": false,
        "steps_offset": 1,
        "timestep_spacing": "leading"
      }
      """;

  private ModelFolders() {}

  /// A whole diffusion model: `weights` hold UNet and text encoder under their prefixes.
  static void writeDiffusion(
      Path folder,
      TokenVocabulary vocabulary,
      ClipTextConfig textEncoder,
      Map<String, NDArray> vae,
      Map<String, NDArray> weights,
      Map<String, String> metadata)
      throws IOException {
    write(folder.resolve("model_index.json"), MODEL_INDEX);
    write(folder.resolve("scheduler/scheduler_config.json"), SCHEDULER);
    vocabulary.write(folder.resolve("tokenizer"));
    write(folder.resolve("text_encoder/config.json"), textEncoder.json());
    SafetensorsWriter.write(
        folder.resolve("text_encoder/model.safetensors"),
        under(weights, DiffusionTraining.TEXT_ENCODER),
        Precision.F16,
        metadata);
    write(folder.resolve("unet/config.json"), BundledSizes.UNET.json());
    SafetensorsWriter.write(
        folder.resolve("unet").resolve(WEIGHTS),
        under(weights, DiffusionTraining.UNET),
        Precision.F16,
        metadata);
    write(folder.resolve("vae/config.json"), BundledSizes.VAE.json());
    SafetensorsWriter.write(folder.resolve("vae").resolve(WEIGHTS), vae, Precision.F16, metadata);
  }

  static void writeParts(Path folder, Map<String, NDArray> weights, Map<String, String> metadata)
      throws IOException {
    write(folder.resolve("config.json"), BundledSizes.PARTS.toJson());
    SafetensorsWriter.write(
        folder.resolve(PartsClassifier.WEIGHTS), weights, Precision.F16, metadata);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Map<String, NDArray> under(Map<String, NDArray> weights, String prefix) {
    Map<String, NDArray> selected = new LinkedHashMap<>();
    weights.forEach((name, array) -> {
      if (name.startsWith(prefix)) {
        selected.put(name.substring(prefix.length()), array);
      }
    });
    return selected;
  }
}
