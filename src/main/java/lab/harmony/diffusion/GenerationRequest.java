package lab.harmony.diffusion;

import lab.harmony.diffusion.sampling.Sampler;

/// One picture to make. Equal requests to the same model make equal pictures.
///
/// @param guidanceScale how far to go from what the negative prompt gives towards what the prompt
///   gives; 1 leaves the negative prompt out
public record GenerationRequest(
    String prompt,
    String negativePrompt,
    double guidanceScale,
    long seed,
    Sampler sampler,
    int steps,
    int width,
    int height) {

  public GenerationRequest {
    if (!(guidanceScale >= 0 && guidanceScale <= 1000)) {
      throw new IllegalArgumentException(
          "the guidance scale must be between 0 and 1000, got %s".formatted(guidanceScale));
    }
    if (steps < 1) {
      throw new IllegalArgumentException(
          "the number of steps must be at least 1, got %d".formatted(steps));
    }
  }

  /// Whether both can go through the network together.
  boolean fits(GenerationRequest other) {
    return sampler.equals(other.sampler)
        && steps == other.steps
        && width == other.width
        && height == other.height;
  }
}
