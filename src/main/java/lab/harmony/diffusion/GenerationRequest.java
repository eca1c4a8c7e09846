package lab.harmony.diffusion;

import java.awt.Dimension;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.diffusion.prompt.AdapterTag;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.Sampler;

/// One picture to make. Equal requests to the same model make equal pictures.
///
/// @param guidanceScale how far to go from what the negative prompt gives towards what the prompt
///   gives; 1 leaves the negative prompt out
/// @param syntax how both prompts are read
/// @param clipSkip 1 reads the layers of the text encoder that the model was trained with, 2 those
///   before them, and so on
/// @param adapters to draw with, beside those that the prompt names
/// @param start a picture to begin from; without one it begins from noise alone
public record GenerationRequest(
    String prompt,
    String negativePrompt,
    PromptSyntax syntax,
    int clipSkip,
    List<AdapterTag> adapters,
    double guidanceScale,
    long seed,
    Sampler sampler,
    int steps,
    int width,
    int height,
    Optional<StartPicture> start) {

  public GenerationRequest {
    var size = new Dimension(width, height);
    start
        .map(picture -> new Dimension(picture.image().getWidth(), picture.image().getHeight()))
        .filter(given -> !given.equals(size))
        .ifPresent(given -> {
          throw new IllegalArgumentException(
              "the picture to begin from must have %d × %d pixels, it has %d × %d"
                  .formatted(size.width, size.height, given.width, given.height));
        });
    adapters = List.copyOf(adapters);
    if (!(guidanceScale >= 0 && guidanceScale <= 1000)) {
      throw new IllegalArgumentException(
          "the guidance scale must be between 0 and 1000, got %s".formatted(guidanceScale));
    }
    if (clipSkip < 1 || clipSkip > 12) {
      throw new IllegalArgumentException(
          "clip skip must be from 1 to 12, got %d".formatted(clipSkip));
    }
    if (steps < 1) {
      throw new IllegalArgumentException(
          "the number of steps must be at least 1, got %d".formatted(steps));
    }
  }

  /// A picture from noise alone.
  public GenerationRequest(
      String prompt,
      String negativePrompt,
      PromptSyntax syntax,
      int clipSkip,
      List<AdapterTag> adapters,
      double guidanceScale,
      long seed,
      Sampler sampler,
      int steps,
      int width,
      int height) {
    this(
        prompt,
        negativePrompt,
        syntax,
        clipSkip,
        adapters,
        guidanceScale,
        seed,
        sampler,
        steps,
        width,
        height,
        Optional.empty());
  }

  /// How much of the way from noise to picture is gone, above 0 and at most 1.
  double strength() {
    return start.map(StartPicture::strength).orElse(1.0);
  }

  /// All adapters to draw with: the request's own, then those that the prompt names.
  List<AdapterTag> allAdapters() {
    return Stream.concat(adapters.stream(), Prompt.parse(prompt, syntax).adapters().stream())
        .toList();
  }

  /// Whether both can go through the network together.
  boolean fits(GenerationRequest other) {
    return sampler.equals(other.sampler)
        && steps == other.steps
        && clipSkip == other.clipSkip
        && start.isPresent() == other.start.isPresent()
        && strength() == other.strength()
        && width == other.width
        && height == other.height;
  }
}
