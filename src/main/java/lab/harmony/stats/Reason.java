package lab.harmony.stats;

/// Why a value does not exist, in words that can stand where the value would.
public enum Reason {
  NO_DATA("nothing was counted yet"),
  TOO_FEW("there are too few for this"),
  ALIKE("all prompts agree alike, so nothing tells how far the next would"),
  TOO_RARE("too few prompts have any other value than the most frequent one"),
  DIFFER_TOO_RARELY("judges differ in one or two prompts, on which an interval would rest alone"),
  NO_VARIATION("all values are the same, so there is nothing to compare"),
  NO_COMMON_RATER("no rater judged both, so a difference may be one of raters"),
  NO_PAIRS("nothing was judged twice, so there is no agreement to measure"),
  UNEQUAL_RATINGS(
      "the images have unequal numbers of ratings; Krippendorff's alpha or AC1 can be used"),
  NO_DIFFERENCE("there is no difference that could be shown"),
  NOT_PROBABILITIES(
      "the two rates are not probabilities: each has to be 0 or more, their sum 1" + " or less"),
  NO_NONZERO_DIFFERENCE("no pair differs"),
  ONE_SIDED_RESAMPLES("the value lies at the edge of its resamples, or outside of them"),
  TOO_SKEWED("the values are too skewed for this level"),
  PERFECT("the order is the same (or exactly opposed), where the formula has no interval"),
  ONE_SEED_EACH("each prompt has one seed, so seeds of one prompt cannot be compared"),
  NO_TIES("there is no tie"),
  ONE_CLUSTER_DECIDES("without one of the prompts nothing could be estimated, so all hangs by it"),
  TOO_MANY("there are too many for an exact count; the sampled or the normal one can be used"),
  OUT_OF_REACH("the wish is not reached with the largest number of pairs that was looked at");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /// A clause for people.
  public String words() {
    return words;
  }
}
