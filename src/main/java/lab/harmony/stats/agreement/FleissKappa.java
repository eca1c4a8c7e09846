package lab.harmony.stats.agreement;

import java.util.Arrays;
import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;

/// How far the same number of raters per image, not always the same people, agree beyond chance: `κ
/// = (P - Pe) / (1 - Pe)`, P the mean share of agreeing pairs of ratings, `Pe = Σp²` over the
/// shares of the categories.
///
/// Unequal numbers of ratings: refused ([KrippendorffAlpha] or [GwetAc1] can be used). One rating
/// for each image, or no image: no pairs. One category only: no κ.
///
/// J. L. Fleiss, Measuring nominal scale agreement among many raters. Psychological Bulletin 76
/// (1971), 378-382.
public record FleissKappa(double observedAgreement, double chanceAgreement, Answer<Double> kappa) {

  /// @param counts for each image how often it was put into each category
  public static Answer<FleissKappa> of(List<int[]> counts) {
    var sizes = counts.stream().mapToInt(image -> Arrays.stream(image).sum()).distinct().toArray();
    if (sizes.length > 1) {
      return Answer.missing(Reason.UNEQUAL_RATINGS);
    }
    if (sizes.length == 0 || sizes[0] < 2) {
      return Answer.missing(Reason.NO_PAIRS);
    }
    int raters = sizes[0];
    int categories = counts.getFirst().length;
    if (counts.stream().anyMatch(image -> image.length != categories)) {
      throw new IllegalArgumentException(
          "need a count for each of %d categories in every image".formatted(categories));
    }
    double agreeing = 0;
    var totals = new double[categories];
    for (var image : counts) {
      for (int category = 0; category < categories; category++) {
        totals[category] += image[category];
        agreeing += image[category] * (image[category] - 1.0);
      }
    }
    double ratings = (double) raters * counts.size();
    double observed = agreeing / (ratings * (raters - 1));
    double chance = Arrays.stream(totals).map(total -> total * total).sum() / (ratings * ratings);
    boolean oneCategory = Arrays.stream(totals).anyMatch(total -> total == ratings);
    return Answer.of(
        new FleissKappa(
            observed,
            chance,
            oneCategory
                ? Answer.missing(Reason.NO_VARIATION)
                : Answer.of((observed - chance) / (1 - chance))));
  }
}
