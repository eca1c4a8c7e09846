package lab.harmony.blind;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.comparison.PictureMatches;

/// The pictures of arms that are not rated, and why.
///
/// @param inSeveral in several arms
/// @param otherWords of which the others are worded otherwise
/// @param example how the words of two of these differ; empty for none
/// @param otherSettings of which the others were drawn otherwise, though some were not
/// @param alone of which some arm has no counterpart
public record NotRated(
    int inSeveral, int otherWords, String example, int otherSettings, int alone) {

  static NotRated of(PictureMatches matches) {
    return new NotRated(
        matches.inSeveral(),
        matches.otherWords(),
        matches.example().orElse(""),
        matches.otherSettings(),
        matches.alone());
  }

  /// A sentence for each reason.
  public List<String> sentences() {
    var all = new ArrayList<String>();
    say(all, inSeveral, "they stand in several arms");
    say(all, otherWords, "those of the other arms are worded otherwise (%s)".formatted(example));
    say(all, otherSettings, "those of the other arms were drawn with other settings");
    say(all, alone, "not every arm has one for the same archetype, emotion, CFG and seed");
    return all;
  }

  private static void say(List<String> all, int pictures, String why) {
    if (pictures > 0) {
      all.add(
          "%s left out, because %s."
              .formatted(
                  pictures == 1 ? "1 picture is" : "%d pictures are".formatted(pictures), why));
    }
  }
}
