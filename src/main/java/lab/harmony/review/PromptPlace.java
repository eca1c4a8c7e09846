package lab.harmony.review;

import java.util.Optional;
import java.util.OptionalDouble;

/// A prompt of the matrix: the faces that differ in nothing but the seed, the model or the run have
/// the same one.
public record PromptPlace(String archetype, String emotion, double cfgScale) {

  /// Of a face; empty where it was made elsewhere and nobody said how.
  public static Optional<PromptPlace> of(
      String archetype, String emotion, OptionalDouble cfgScale) {
    return cfgScale.isPresent()
        ? Optional.of(new PromptPlace(archetype, emotion, cfgScale.getAsDouble()))
        : Optional.empty();
  }
}
