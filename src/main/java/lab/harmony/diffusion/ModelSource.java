package lab.harmony.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.weights.ModelException;

/// What to open as a model.
///
/// @param model a folder in the layout of diffusers, or one safetensors file
/// @param vae an autoencoder to use instead of the model's own: a folder with its `config.json`, or
///   a safetensors file in original naming
/// @param prediction what the network predicts, where the model does not say or says it wrong
/// @param precision the number format that the UNet computes in; text encoders and autoencoder stay
///   in float32
/// @param adapters the LoRA files that requests may ask for, by name
public record ModelSource(
    Path model,
    Optional<Path> vae,
    Optional<Prediction> prediction,
    Precision precision,
    Map<String, Path> adapters) {

  public ModelSource {
    adapters = Map.copyOf(adapters);
  }

  public static ModelSource of(Path model) {
    return new ModelSource(model, Optional.empty(), Optional.empty(), Precision.FLOAT32, Map.of());
  }

  /// How many bytes of weights there are on the disk, without adapters.
  public long bytesOnDisk() {
    return bytes(model) + vae.map(ModelSource::bytes).orElse(0L);
  }

  private static long bytes(Path path) {
    if (!Files.exists(path)) {
      return 0; // Opening it will say so.
    }
    try (var files = Files.walk(path)) {
      long bytes = 0;
      for (var file : files.filter(file -> file.toString().endsWith(".safetensors")).toList()) {
        if (!Files.isReadable(file)) {
          throw new ModelException("%s may not be read".formatted(file));
        }
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  public ModelSource withVae(Path path) {
    return new ModelSource(model, Optional.of(path), prediction, precision, adapters);
  }

  public ModelSource withPrediction(Prediction what) {
    return new ModelSource(model, vae, Optional.of(what), precision, adapters);
  }

  public ModelSource withAdapters(Map<String, Path> files) {
    return new ModelSource(model, vae, prediction, precision, files);
  }

  public ModelSource withPrecision(Precision format) {
    return new ModelSource(model, vae, prediction, format, adapters);
  }
}
