package lab.harmony.recipe;

import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.diffusion.prompt.AdapterTag;

/// An adapter that pictures are drawn with.
///
/// @param name by which prompts ask for it
/// @param sha256 the hash of its file
/// @param weights that the prompts name, each once; several where the pictures of a run differ
public record AdapterUse(String name, String sha256, List<Weight> weights) {

  public AdapterUse {
    weights = List.copyOf(weights);
  }

  /// @param unet the factor of what it adds to the denoising network
  /// @param text the factor of what it adds to the text encoders
  public record Weight(double unet, double text) {

    static Weight of(AdapterTag tag) {
      return new Weight(tag.unetWeight(), tag.textEncoderWeight());
    }

    /// `0.8`; `0.8 (text 0.5)` where the two differ.
    public String words() {
      return unet == text
          ? RecipeFact.number(unet)
          : "%s (text %s)".formatted(RecipeFact.number(unet), RecipeFact.number(text));
    }
  }

  /// An adapter before the prompts are looked at.
  public static AdapterUse of(String name, String sha256) {
    return new AdapterUse(name, sha256, List.of());
  }

  /// As the prompts name it.
  AdapterUse in(List<AdapterTag> tags) {
    return new AdapterUse(
        name,
        sha256,
        tags.stream().filter(tag -> tag.name().equals(name)).map(Weight::of).distinct().toList());
  }

  /// `lora-v1 at 0.8`; the name alone where no prompt names it.
  public String words() {
    return weights.isEmpty() ? name : "%s at %s".formatted(name, weightWords());
  }

  /// How strongly it takes part: `0.8`, `0.8 (text 0.5)`; nothing where no prompt names it.
  public String weightWords() {
    return weights.stream().map(Weight::words).collect(Collectors.joining(", "));
  }
}
