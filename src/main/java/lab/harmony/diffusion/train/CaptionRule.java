package lab.harmony.diffusion.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;

/// How the words of a picture change each time it is shown.
///
/// @param dropout how often a picture is shown without its caption, 0 to 1
/// @param shuffle whether the tags, which commas part, change places
/// @param keptTags how many tags at the beginning stay where they are
public record CaptionRule(double dropout, boolean shuffle, int keptTags) {

  public CaptionRule {
    if (!(dropout >= 0 && dropout <= 1)) {
      throw new IllegalArgumentException("the caption dropout must be from 0 to 1, got " + dropout);
    }
    if (keptTags < 0) {
      throw new IllegalArgumentException(
          "the number of kept tags must be at least 0, got " + keptTags);
    }
  }

  /// What a picture with this caption is shown with; equal random numbers give equal words.
  String apply(String caption, SplittableRandom random) {
    boolean dropped = random.nextDouble() < dropout;
    if (dropped || !shuffle) {
      return dropped ? "" : caption;
    }
    var tags = new ArrayList<>(Arrays.stream(caption.split(",")).map(String::strip).toList());
    int kept = Math.min(keptTags, tags.size());
    Shuffle.of(tags.subList(kept, tags.size()), random);
    return String.join(", ", tags);
  }
}
