package lab.harmony.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Optional;

/// What a run asks for beyond the usual; nothing of it is mentioned where the usual is meant.
///
/// @param clipSkip 2 and more: read the text encoder so many layers before its last, counted from 1
/// @param vae the autoencoder to use instead of the model's own
/// @param prediction `epsilon` or `velocity`, where the model's own word is wrong
/// @param precision of the UNet, `bfloat16` or `float16`; float32 is usual
/// @param start the picture that all pictures begin from
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record GenerateOptions(
    Optional<Integer> clipSkip,
    Optional<FileUse> vae,
    Optional<String> prediction,
    Optional<String> precision,
    Optional<Start> start) {

  public static final GenerateOptions USUAL =
      new GenerateOptions(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// A picture of another run.
  ///
  /// @param strength how much of the way is gone again, above 0 and at most 1
  public record Start(String image, String sha256, double strength) {}

  /// For people: `clip skip 2, bfloat16`; nothing for the usual.
  public String words() {
    var words = new ArrayList<String>();
    clipSkip.ifPresent(layers -> words.add("clip skip " + layers));
    vae.ifPresent(
        file -> words.add("VAE %s %s".formatted(file.name(), SpecText.brief(file.sha256()))));
    prediction.ifPresent(what -> words.add("predicts " + what));
    precision.ifPresent(words::add);
    start.ifPresent(from ->
        words.add(
            "from %s at strength %s".formatted(from.image(), SpecText.number(from.strength()))));
    return String.join(", ", words);
  }
}
