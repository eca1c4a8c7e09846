package lab.harmony.diffusion.train;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// The shuffle of Fisher and Yates, which one seed decides on every Java.
final class Shuffle {

  private Shuffle() {}

  static void of(List<?> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
