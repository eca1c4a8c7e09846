package lab.harmony.training.data;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// A size that pictures of similar proportions are scaled and cropped to.
public record Bucket(int width, int height) {

  private static final int STEP = 64;
  private static final int LEAST = 256;

  /// The sizes whose area is at most that of a square of `size` pixels, their sides multiples of a
  /// step, from a quarter or half of the size to twice of it; as kohya's trainer makes them for 512
  /// and 1024.
  static List<Bucket> around(int size) {
    int step = Math.clamp(size / 8 / 8 * 8, 8, STEP);
    int least = Math.min(LEAST, Math.max(step, size / 2 / step * step));
    int most = 2 * size;
    var buckets =
        new TreeSet<>(Comparator.comparingInt(Bucket::width).thenComparingInt(Bucket::height));
    buckets.add(new Bucket(size, size));
    for (int width = least; width <= most; width += step) {
      int height = Math.min(most, size * size / width / step * step);
      if (height >= least) {
        buckets.add(new Bucket(width, height));
        buckets.add(new Bucket(height, width));
      }
    }
    return List.copyOf(buckets);
  }

  /// The size among these whose proportions are nearest to those of a picture.
  static Bucket nearest(List<Bucket> buckets, int width, int height) {
    return buckets.stream()
        .min(
            Comparator.comparingDouble((Bucket one) -> one.distance(width, height))
                .thenComparing(Comparator.comparingInt(Bucket::area).reversed()))
        .orElseThrow();
  }

  private double distance(int otherWidth, int otherHeight) {
    return Math.abs(Math.log((double) width * otherHeight / ((double) height * otherWidth)));
  }

  private int area() {
    return width * height;
  }
}
