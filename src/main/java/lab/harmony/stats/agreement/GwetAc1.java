package lab.harmony.stats.agreement;

import java.util.List;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;

/// How far raters agree beyond chance, by a measure that does not fall apart where nearly all
/// ratings are the same: `(P - Pe) / (1 - Pe)`.
///
/// P is the mean share of agreeing pairs of ratings over images with two ratings at least; `Pe =
/// Σπ(1 - π) / (q - 1)`, π the mean share of a category over all rated images, q the number of
/// categories that were offered, used or not. All ratings equal: 1. No image with two ratings:
/// none.
///
/// K. L. Gwet, Computing inter-rater reliability and its variance in the presence of high
/// agreement. British Journal of Mathematical and Statistical Psychology 61 (2008), 29-48; with
/// missing ratings: Handbook of Inter-Rater Reliability. 4th edition, Advanced Analytics (2014).
///
/// @param percentAgreement P
/// @param withinOne the mean share of pairs of ratings that differ by one at most
/// @param chanceAgreement Pe
public record GwetAc1(
    double percentAgreement, double withinOne, double chanceAgreement, double ac1) {

  /// @param categories all that were offered, two at least
  public static Answer<GwetAc1> of(Ratings ratings, List<Integer> categories) {
    int q = categories.size();
    if (q < 2) {
      throw new IllegalArgumentException("need two categories at least, got " + categories);
    }
    var pairable = ratings.pairable().counts(categories);
    if (pairable.length == 0) {
      return Answer.missing(Reason.NO_PAIRS);
    }
    double agreement = 0;
    double close = 0;
    for (var image : pairable) {
      agreement += share(image, categories, 0);
      close += share(image, categories, 1);
    }
    double chance = chance(ratings.counts(categories), q);
    double percent = agreement / pairable.length;
    return Answer.of(
        new GwetAc1(percent, close / pairable.length, chance, (percent - chance) / (1 - chance)));
  }

  /// The share of the pairs of ratings of one image that differ by `most` at most.
  private static double share(int[] image, List<Integer> categories, int most) {
    long ratings = 0;
    long pairs = 0;
    for (int c = 0; c < image.length; c++) {
      ratings += image[c];
      for (int k = 0; k < image.length; k++) {
        if (Math.abs((long) categories.get(c) - categories.get(k)) <= most) {
          pairs += image[c] * (image[k] - (c == k ? 1L : 0L));
        }
      }
    }
    return pairs / (double) (ratings * (ratings - 1));
  }

  private static double chance(int[][] counts, int q) {
    var shares = new double[q];
    int rated = 0;
    for (var image : counts) {
      double ratings = 0;
      for (int count : image) {
        ratings += count;
      }
      if (ratings > 0) {
        rated++;
        for (int category = 0; category < q; category++) {
          shares[category] += image[category] / ratings;
        }
      }
    }
    double chance = 0;
    for (double share : shares) {
      chance += share / rated * (1 - share / rated);
    }
    return chance / (q - 1);
  }
}
