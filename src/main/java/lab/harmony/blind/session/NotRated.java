package lab.harmony.blind.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.comparison.PictureMatches;
import lab.harmony.comparison.PictureMatches.Why;

/// The pictures of arms that are not rated, and why.
public record NotRated(PictureMatches matches) {

  public static NotRated of(PictureMatches matches) {
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

  /// Why nothing is left to rate, and what to do about it: each reason where there are several.
  public String nothing(int arms) {
    boolean alike = matches.leftOut(Why.ALIKE) > 0;
    boolean worded = matches.leftOut(Why.OTHER_WORDS) > 0;
    if (alike && (worded || matches.leftOut(Why.ALONE) > 0)) {
      return "Nothing is left to rate. %s Choose arms that were asked for the same and drawn otherwise%s."
          .formatted(String.join(" ", sentences()), arms > 2 ? ", or leave one of these out" : "");
    }
    if (alike) {
      return arms > 2
          ? "%s have the same pictures, pixel for pixel, so there is nothing to tell them apart by. Leave one of the two out, or choose an arm that was drawn otherwise."
              .formatted(
                  matches.twins().stream()
                      .map(two -> String.join(" and ", two))
                      .collect(Collectors.joining(", as well as ")))
          : "The pictures of the arms are the same, pixel for pixel, so there is nothing to tell apart. Choose arms that were drawn otherwise.";
    }
    return matches
        .example()
        .map(
            "The arms are worded otherwise, so nobody could say whether what raters prefer is the arm or the words (%s). Choose arms of one template."
                ::formatted)
        .orElse(
            "The arms share no archetype, emotion, CFG and seed. Choose arms that were asked"
                + " for the same, or run the missing prompts first.");
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
