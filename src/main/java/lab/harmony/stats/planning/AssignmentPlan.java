package lab.harmony.stats.planning;

import java.util.Optional;

/// Who is to rate how much: each image by the same number of raters, loads that differ by one at
/// most, and a share of each rater's images shown to them once more.
///
/// @param ratings raters for each image
/// @param repeatPercent the least share of the images of a rater that are shown twice, rounded up
/// @param distance how many positions after the first the second showing comes at the earliest
public record AssignmentPlan(int raters, int images, int ratings, int repeatPercent, int distance) {

  /// Why a plan cannot be carried out.
  public enum Refusal {
    NOTHING_TO_ASSIGN("there is no image to rate"),
    MORE_RATINGS_THAN_RATERS("each image is to have more ratings than there are raters"),
    REPEATS_TOO_FAR_APART(
        "an image is to be shown again further on than there are images for one rater");

    private final String words;

    Refusal(String words) {
      this.words = words;
    }

    /// A clause for people.
    public String words() {
      return words;
    }
  }

  public AssignmentPlan {
    if (raters < 0
        || images < 0
        || ratings < 0
        || repeatPercent < 0
        || repeatPercent > 100
        || distance < 0
        || (long) images * ratings > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          ("need raters, images, ratings and a distance of 0 or more, repeats of 0 to 100 %%, got %d,"
                  + " %d, %d, %d and %d %%")
              .formatted(raters, images, ratings, distance, repeatPercent));
    }
  }

  public Optional<Refusal> refusal() {
    if (images == 0 || ratings == 0) {
      return Optional.of(Refusal.NOTHING_TO_ASSIGN);
    }
    if (ratings > raters) {
      return Optional.of(Refusal.MORE_RATINGS_THAN_RATERS);
    }
    // The firsts at the start and the seconds at the end lie exactly the load apart.
    boolean tooFar =
        (repeats(leastLoad()) > 0 && distance > leastLoad())
            || (ratersWithMostLoad() > 0 && repeats(mostLoad()) > 0 && distance > mostLoad());
    return tooFar ? Optional.of(Refusal.REPEATS_TOO_FAR_APART) : Optional.empty();
  }

  /// Ratings without repeats.
  public int baseRatings() {
    return images * ratings;
  }

  public int leastLoad() {
    return baseRatings() / raters;
  }

  public int mostLoad() {
    return leastLoad() + (baseRatings() % raters == 0 ? 0 : 1);
  }

  /// All of them where all loads are equal.
  public int ratersWithMostLoad() {
    int more = baseRatings() % raters;
    return more == 0 ? raters : more;
  }

  /// All of them where all loads are equal.
  public int ratersWithLeastLoad() {
    int more = baseRatings() % raters;
    return more == 0 ? raters : raters - more;
  }

  /// How many images a rater of `load` images sees twice.
  public int repeats(int load) {
    return (int) (((long) load * repeatPercent + 99) / 100);
  }

  /// The repeats of all raters.
  public int hiddenRepeats() {
    int more = baseRatings() % raters;
    return more * repeats(mostLoad()) + (raters - more) * repeats(leastLoad());
  }

  /// All showings.
  public int positions() {
    return baseRatings() + hiddenRepeats();
  }
}
