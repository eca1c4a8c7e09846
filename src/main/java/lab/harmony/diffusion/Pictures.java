package lab.harmony.diffusion;

import java.awt.image.BufferedImage;

/// Between a decoder's planes of numbers and pictures.
final class Pictures {

  private Pictures() {}

  /// A picture from (3, H, W) in [0, 1].
  static BufferedImage of(float[] planes, int from, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var size = width * height;
    var pixels = new int[size];
    for (var i = 0; i < size; i++) {
      pixels[i] =
          level(planes[from + i]) << 16
              | level(planes[from + size + i]) << 8
              | level(planes[from + 2 * size + i]);
    }
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }

  private static int level(float value) {
    return Math.clamp(Math.round(255 * value), 0, 255);
  }
}
