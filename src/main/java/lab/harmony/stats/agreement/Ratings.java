package lab.harmony.stats.agreement;

import java.util.List;

/// What raters gave to images.
///
/// @param images for each the ratings that it got, in any order; one that was not rated has none.
///   Who gave a rating does not matter, so the raters may be others for each image
public record Ratings(List<List<Integer>> images) {

  public Ratings {
    images = images.stream().map(List::copyOf).toList();
  }

  /// Images with two ratings at least.
  Ratings pairable() {
    return new Ratings(images.stream().filter(ratings -> ratings.size() >= 2).toList());
  }

  /// The different values, in order.
  List<Integer> values() {
    return images.stream().flatMap(List::stream).distinct().sorted().toList();
  }

  /// For each image how often it got each of `values`.
  int[][] counts(List<Integer> values) {
    var counts = new int[images.size()][values.size()];
    for (int image = 0; image < counts.length; image++) {
      for (int rating : images.get(image)) {
        int value = values.indexOf(rating);
        if (value < 0) {
          throw new IllegalArgumentException("need one of %s, got %d".formatted(values, rating));
        }
        counts[image][value]++;
      }
    }
    return counts;
  }
}
