package lab.harmony.diffusion;

import java.nio.file.Path;
import java.util.Optional;
import lab.harmony.diffusion.sampling.Prediction;

/// What to open as a model.
///
/// @param model a folder in the layout of diffusers, or one safetensors file
/// @param vae an autoencoder to use instead of the model's own: a folder with its `config.json`, or
///   a safetensors file in original naming
/// @param prediction what the network predicts, where the model does not say or says it wrong
public record ModelSource(Path model, Optional<Path> vae, Optional<Prediction> prediction) {

  public static ModelSource of(Path model) {
    return new ModelSource(model, Optional.empty(), Optional.empty());
  }

  public ModelSource withVae(Path path) {
    return new ModelSource(model, Optional.of(path), prediction);
  }

  public ModelSource withPrediction(Prediction what) {
    return new ModelSource(model, vae, Optional.of(what));
  }
}
