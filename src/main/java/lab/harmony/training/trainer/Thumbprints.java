package lab.harmony.training.trainer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.harmony.engine.CroppedPicture;
import lab.harmony.training.records.Evaluation;
import net.coobird.thumbnailator.Thumbnails;

/// Pictures of a training, each as 16 × 16 colours: enough to tell whether drawn ones are all
/// alike, or copies of what was trained on.
final class Thumbprints {

  private static final int SIDE = 16;
  private static final int MOST = 1000;

  private final List<float[]> trained;

  private Thumbprints(List<float[]> trained) {
    this.trained = trained;
  }

  /// Of at most a thousand pictures, evenly chosen.
  static Thumbprints of(List<Path> pictures) {
    var prints = new ArrayList<float[]>();
    int each = (pictures.size() + MOST - 1) / MOST;
    for (int i = 0; i < pictures.size(); i += each) {
      try {
        prints.add(colours(CroppedPicture.read(pictures.get(i), SIDE, SIDE)));
      } catch (IOException unreadable) {
        // It was not trained on either, and has been named.
        continue;
      }
    }
    return new Thumbprints(withoutCopies(prints));
  }

  /// A picture that stands in a dataset twice is no other picture.
  private static List<float[]> withoutCopies(List<float[]> prints) {
    var different = new ArrayList<float[]>();
    for (var print : prints) {
      if (different.stream().noneMatch(other -> Arrays.equals(other, print))) {
        different.add(print);
      }
    }
    return different;
  }

  /// How drawn pictures compare with those that were trained on.
  Evaluation.Likeness compare(List<BufferedImage> drawn) {
    var prints = drawn.stream().map(Thumbprints::small).toList();
    return new Evaluation.Likeness(
        variety(prints),
        variety(trained),
        median(prints.stream().mapToDouble(one -> nearest(one, trained)).toArray()),
        median(trained.stream().mapToDouble(one -> nearest(one, trained)).toArray()));
  }

  private static float[] small(BufferedImage image) {
    try {
      return colours(
          Thumbnails.of(image)
              .forceSize(SIDE, SIDE)
              .imageType(BufferedImage.TYPE_INT_RGB)
              .asBufferedImage());
    } catch (IOException e) {
      throw new IllegalStateException("a picture in memory needs no files", e);
    }
  }

  private static float[] colours(BufferedImage image) {
    var colours = new float[3 * SIDE * SIDE];
    var rgb = image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    for (int i = 0; i < rgb.length; i++) {
      colours[3 * i] = (rgb[i] >> 16 & 255) / 255f;
      colours[3 * i + 1] = (rgb[i] >> 8 & 255) / 255f;
      colours[3 * i + 2] = (rgb[i] & 255) / 255f;
    }
    return colours;
  }

  /// The mean over all colours of their standard deviation from picture to picture.
  private static double variety(List<float[]> prints) {
    double sum = 0;
    int size = 3 * SIDE * SIDE;
    for (int i = 0; i < size; i++) {
      int at = i;
      double mean = prints.stream().mapToDouble(one -> one[at]).average().orElse(0);
      double variance =
          prints.stream().mapToDouble(one -> Math.pow(one[at] - mean, 2)).average().orElse(0);
      sum += Math.sqrt(variance);
    }
    return sum / size;
  }

  /// The root mean square of the difference to the nearest other picture.
  private static double nearest(float[] print, List<float[]> others) {
    double least = Double.POSITIVE_INFINITY;
    for (var other : others) {
      if (other != print) {
        double sum = 0;
        for (int i = 0; i < print.length; i++) {
          double difference = print[i] - other[i];
          sum += difference * difference;
        }
        least = Math.min(least, sum);
      }
    }
    return Math.sqrt(least / print.length);
  }

  private static double median(double[] values) {
    var finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    return finite.length == 0 ? 0 : finite[finite.length / 2];
  }
}
