package lab.harmony.blind;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.comparison.PictureMatches;
import lab.harmony.comparison.PictureMatches.Why;

/// The pictures of arms that are not rated, and why.
public record NotRated(PictureMatches matches) {

  static NotRated of(PictureMatches matches) {
    return new NotRated(matches);
  }

  /// A sentence for each reason.
  public List<String> sentences() {
    var all = new ArrayList<String>();
    say(all, Why.ALIKE, "two arms have the same picture there, pixel for pixel");
    say(
        all,
        Why.OTHER_WORDS,
        "what other arms have there is worded otherwise (%s)"
            .formatted(matches.example().orElse("")));
    say(
        all,
        Why.OTHER_SETTINGS,
        "their arm has another there that was drawn as those of the others");
    say(all, Why.ALONE, "not every arm has one for the same archetype, emotion, CFG and seed");
    return all;
  }

  private void say(List<String> all, Why why, String words) {
    int pictures = matches.leftOut(why);
    if (pictures > 0) {
      all.add(
          "%s left out, because %s."
              .formatted(
                  pictures == 1 ? "1 picture is" : "%d pictures are".formatted(pictures), words));
    }
  }
}
