package lab.harmony.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.harmony.diffusion.PipelineFolder;
import lab.harmony.diffusion.checkpoint.Architecture;
import lab.harmony.diffusion.checkpoint.Recognition;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.weights.SafetensorsFile;

/// To which family of Stable Diffusion a model or an adapter belongs. Only headers and
/// configurations are read.
public final class Families {
  private static final int CONTEXT_1 = 768;
  private static final int CONTEXT_2 = 1024;
  private static final int CONTEXT_XL = 2048;

  private Families() {}

  /// The family; empty where nothing tells it, as with an autoencoder.
  ///
  /// @param path a folder in the layout of diffusers, or one safetensors file
  public static Optional<Architecture> of(Path path) {
    try {
      return Files.isDirectory(path) ? ofFolder(path) : ofFile(SafetensorsFile.open(path));
    } catch (RuntimeException unreadable) {
      return Optional.empty(); // its row says why
    }
  }

  private static Optional<Architecture> ofFolder(Path path) {
    if (!Files.exists(path.resolve("model_index.json"))) {
      return Optional.empty();
    }
    if (PipelineFolder.check(path).kind() == PipelineFolder.Kind.STABLE_DIFFUSION_XL) {
      return Optional.of(Architecture.STABLE_DIFFUSION_XL);
    }
    var unet = UNetConfig.read(path.resolve("unet").resolve("config.json"));
    return Optional.of(
        unet.linearProjection()
            ? Architecture.STABLE_DIFFUSION_2
            : Architecture.STABLE_DIFFUSION_1);
  }

  private static Optional<Architecture> ofFile(SafetensorsFile file) {
    return switch (Recognition.of(file)) {
      case Recognition.Checkpoint checkpoint -> Optional.of(checkpoint.architecture());
      case Recognition.Adapter _ -> said(file).or(() -> byContext(file));
      case Recognition.Vae _, Recognition.Unsupported _, Recognition.Unknown _ -> Optional.empty();
    };
  }

  /// What kohya's trainers and the model specification write.
  private static Optional<Architecture> said(SafetensorsFile file) {
    var words =
        List.of("ss_base_model_version", "modelspec.architecture").stream()
            .map(key -> file.metadata().getOrDefault(key, "").toLowerCase(Locale.ROOT))
            .toList();
    if (words.stream()
        .anyMatch(it -> it.startsWith("sdxl") || it.startsWith("stable-diffusion-xl"))) {
      return Optional.of(Architecture.STABLE_DIFFUSION_XL);
    }
    if (words.stream()
        .anyMatch(it -> it.startsWith("sd_v2") || it.startsWith("stable-diffusion-v2"))) {
      return Optional.of(Architecture.STABLE_DIFFUSION_2);
    }
    if (words.stream()
        .anyMatch(it -> it.startsWith("sd_v1") || it.startsWith("stable-diffusion-v1"))) {
      return Optional.of(Architecture.STABLE_DIFFUSION_1);
    }
    return Optional.empty();
  }

  /// By the width of the text that the changed layers read.
  private static Optional<Architecture> byContext(SafetensorsFile file) {
    return file.names().stream()
        .filter(name -> name.matches(".*attn2[._]to_[kv].*(lora_down|lora_A|lora\\.down).*weight"))
        .findFirst()
        .map(name -> file.shape(name).get(1))
        .flatMap(width ->
            switch ((int) (long) width) {
              case CONTEXT_1 -> Optional.of(Architecture.STABLE_DIFFUSION_1);
              case CONTEXT_2 -> Optional.of(Architecture.STABLE_DIFFUSION_2);
              case CONTEXT_XL -> Optional.of(Architecture.STABLE_DIFFUSION_XL);
              default -> Optional.empty();
            });
  }
}
