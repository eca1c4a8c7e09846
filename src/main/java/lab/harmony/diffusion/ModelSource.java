package lab.harmony.diffusion;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lab.harmony.diffusion.sampling.Prediction;

/// What to open as a model.
///
/// @param model a folder in the layout of diffusers, or one safetensors file
/// @param vae an autoencoder to use instead of the model's own: a folder with its `config.json`, or
///   a safetensors file in original naming
/// @param prediction what the network predicts, where the model does not say or says it wrong
/// @param adapters the LoRA files that requests may ask for, by name
public record ModelSource(
    Path model, Optional<Path> vae, Optional<Prediction> prediction, Map<String, Path> adapters) {

  public ModelSource {
    adapters = Map.copyOf(adapters);
  }

  public static ModelSource of(Path model) {
    return new ModelSource(model, Optional.empty(), Optional.empty(), Map.of());
  }

  public ModelSource withVae(Path path) {
    return new ModelSource(model, Optional.of(path), prediction, adapters);
  }

  public ModelSource withPrediction(Prediction what) {
    return new ModelSource(model, vae, Optional.of(what), adapters);
  }

  public ModelSource withAdapters(Map<String, Path> files) {
    return new ModelSource(model, vae, prediction, files);
  }
}
