package lab.harmony.blind.session;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.comparison.PictureMatches;
import lab.harmony.comparison.PictureMatches.Why;

/// The pictures of arms that are not rated, and why.
public record NotRated(PictureMatches matches) {

  /// How reasons are called in mappings, in the order in which they are told; none ever changes.
  private static final Map<Why, String> CODES =
      new EnumMap<>(
          Map.of(
              Why.ALIKE,
              "same-picture",
              Why.OTHER_WORDS,
              "other-words",
              Why.OTHER_SETTINGS,
              "other-settings",
              Why.ALONE,
              "alone"));

  public static NotRated of(PictureMatches matches) {
    return new NotRated(matches);
  }

  /// As mappings have it: how many pictures by a code of each reason.
  public static NotRated ofCodes(Map<String, Integer> coded) {
    var leftOut = new EnumMap<Why, Integer>(Why.class);
    CODES.forEach((why, code) -> leftOut.put(why, coded.getOrDefault(code, 0)));
    return new NotRated(new PictureMatches(List.of(), leftOut, Optional.empty(), Set.of()));
  }

  /// The same, of reasons for which some are left out.
  public Map<String, Integer> coded() {
    var coded = new LinkedHashMap<String, Integer>();
    CODES.forEach((why, code) -> coded.put(code, matches.leftOut(why)));
    coded.values().removeIf(pictures -> pictures == 0);
    return coded;
  }

  /// A sentence for each reason.
  public List<String> sentences() {
    return said("1 picture is left out", "%d pictures are left out");
  }

  /// The same once the session is closed.
  public List<String> afterwards() {
    return said("1 picture was not rated", "%d pictures were not rated");
  }

  private List<String> said(String one, String many) {
    return CODES.keySet().stream()
        .filter(why -> matches.leftOut(why) > 0)
        .map(why -> {
          int pictures = matches.leftOut(why);
          return "%s, because %s."
              .formatted(pictures == 1 ? one : many.formatted(pictures), words(why));
        })
        .toList();
  }

  private String words(Why why) {
    return switch (why) {
      case ALIKE -> "two arms have the same picture there, pixel for pixel";
      case OTHER_WORDS ->
          "what other arms have there is worded otherwise"
              + matches.example().map(" (%s)"::formatted).orElse("");
      case OTHER_SETTINGS -> "their arm has another there that was drawn as those of the others";
      case ALONE -> "not every arm has one for the same archetype, emotion, CFG and seed";
    };
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
}
