package lab.harmony.blind.frozen;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import lab.harmony.pictures.RgbPixels;

/// How flat areas of a session's pictures look, so that drawn ones look alike: networks leave fine
/// grain and soft blotches where a drawing has one colour.
///
/// Both are lower deciles over a picture, where lines and edges are not, of all three colours
/// together: grain is how far a pixel is from its four neighbours, blotches how far the means of
/// squares of [#SQUARE] pixels are from those of the next ones.
///
/// @param grain in levels of 255
/// @param blotches the same
public record GoldLook(double grain, double blotches) {

  private static final int SQUARE = 6;
  private static final int STEPS = 7;
  private static final double TINT = 0.3;
  private static final double MOST = 24;

  public static GoldLook of(List<BufferedImage> pictures) {
    return new GoldLook(
        pictures.stream().mapToDouble(GoldLook::grain).average().orElse(0),
        pictures.stream().mapToDouble(GoldLook::blotches).average().orElse(0));
  }

  /// A drawing with as much grain and as many blotches: as much noise as is needed is found by
  /// halving.
  public BufferedImage like(BufferedImage drawing, RandomGenerator random) {
    int width = drawing.getWidth();
    int height = drawing.getHeight();
    var drawn = RgbPixels.of(drawing);
    var soft = smooth(random, width, height);
    var fine = noise(random, width * height);
    double soften = amount(blotches, by -> blotches(with(drawn, soft, by), width, height));
    var blotched = with(drawn, soft, soften);
    double grained = amount(grain, by -> grain(with(blotched, fine, by), width, height));
    return RgbPixels.picture(with(blotched, fine, grained), width, height);
  }

  private static double amount(double wanted, java.util.function.DoubleUnaryOperator measured) {
    double low = 0;
    double high = MOST;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (measured.applyAsDouble(middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Mostly lighter and darker, and a little of another colour.
  private static double[] noise(RandomGenerator random, int size) {
    var all = new double[3 * size];
    for (int place = 0; place < size; place++) {
      double light = random.nextDouble(-1, 1);
      for (int colour = 0; colour < 3; colour++) {
        all[3 * place + colour] = light + TINT * random.nextDouble(-1, 1);
      }
    }
    return all;
  }

  /// Noise at the corners of squares, and between them what lies between.
  private static double[] smooth(RandomGenerator random, int width, int height) {
    int across = width / SQUARE + 2;
    int down = height / SQUARE + 2;
    var corners = noise(random, across * down);
    var all = new double[3 * width * height];
    for (int y = 0; y < height; y++) {
      double v = y % SQUARE / (double) SQUARE;
      for (int x = 0; x < width; x++) {
        double u = x % SQUARE / (double) SQUARE;
        int corner = y / SQUARE * across + x / SQUARE;
        for (int colour = 0; colour < 3; colour++) {
          double top =
              (1 - u) * corners[3 * corner + colour] + u * corners[3 * (corner + 1) + colour];
          int below = corner + across;
          double bottom =
              (1 - u) * corners[3 * below + colour] + u * corners[3 * (below + 1) + colour];
          all[3 * (y * width + x) + colour] = (1 - v) * top + v * bottom;
        }
      }
    }
    return all;
  }

  private static int[] with(int[] rgb, double[] noise, double by) {
    var made = new int[rgb.length];
    for (int place = 0; place < rgb.length; place++) {
      int was = rgb[place];
      int at = 3 * place;
      made[place] =
          level(was >> 16, by * noise[at]) << 16
              | level(was >> 8, by * noise[at + 1]) << 8
              | level(was, by * noise[at + 2]);
    }
    return made;
  }

  private static int level(int colour, double more) {
    return Math.clamp(Math.round((colour & 255) + more), 0, 255);
  }

  private static double grain(BufferedImage picture) {
    return grain(RgbPixels.of(picture), picture.getWidth(), picture.getHeight());
  }

  private static double grain(int[] rgb, int width, int height) {
    if (width < 3 || height < 3) {
      return 0;
    }
    var light = light(rgb);
    var all = new double[(width - 2) * (height - 2)];
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        all[(y - 1) * (width - 2) + x - 1] =
            Math.abs(
                light[at]
                    - (light[at - 1] + light[at + 1] + light[at - width] + light[at + width]) / 4);
      }
    }
    return decile(all);
  }

  private static double blotches(BufferedImage picture) {
    return blotches(RgbPixels.of(picture), picture.getWidth(), picture.getHeight());
  }

  private static double blotches(int[] rgb, int width, int height) {
    int across = width / SQUARE;
    int down = height / SQUARE;
    if (across < 2 || down < 1) {
      return 0;
    }
    var light = light(rgb);
    var means = new double[across * down];
    for (int y = 0; y < down * SQUARE; y++) {
      for (int x = 0; x < across * SQUARE; x++) {
        means[y / SQUARE * across + x / SQUARE] += light[y * width + x] / (SQUARE * SQUARE);
      }
    }
    var steps = new double[(across - 1) * down];
    for (int y = 0; y < down; y++) {
      for (int x = 0; x + 1 < across; x++) {
        steps[y * (across - 1) + x] = Math.abs(means[y * across + x] - means[y * across + x + 1]);
      }
    }
    return decile(steps);
  }

  /// The mean of the three colours.
  private static double[] light(int[] rgb) {
    var light = new double[rgb.length];
    for (int place = 0; place < rgb.length; place++) {
      int colours = rgb[place];
      light[place] = ((colours >> 16 & 255) + (colours >> 8 & 255) + (colours & 255)) / 3.0;
    }
    return light;
  }

  private static double decile(double[] values) {
    Arrays.sort(values);
    return values[values.length / 10];
  }
}
