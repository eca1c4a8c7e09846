package lab.harmony.diffusion;

import java.awt.Dimension;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.diffusion.prompt.AdapterTag;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.methods.Sampler;

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

  /// What the numbers of a request may be; whoever asks for a picture keeps to these.
  public static final Bounds STEPS = new Bounds(1, 1000, 1);

  public static final Bounds SIDE = new Bounds(32, 4096, 8);
  public static final Bounds GUIDANCE = new Bounds(0, 100, 0);
  public static final Bounds CLIP_SKIP = new Bounds(1, 12, 1);
  public static final Bounds STRENGTH = new Bounds(0.01, 1, 0);

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
    GUIDANCE.require("the guidance scale", guidanceScale);
    CLIP_SKIP.require("clip skip", clipSkip);
    STEPS.require("the number of steps", steps);
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
