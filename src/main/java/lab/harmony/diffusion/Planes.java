package lab.harmony.diffusion;

import java.awt.image.BufferedImage;

/// Between a decoder's planes of numbers and pictures.
final class Planes {

  private Planes() {}

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

  /// The planes (3, H, W) of a picture in [-1, 1], as an encoder takes them.
  static float[] planes(BufferedImage image) {
    var size = image.getWidth() * image.getHeight();
    var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    var planes = new float[3 * size];
    for (var i = 0; i < size; i++) {
      planes[i] = (pixels[i] >> 16 & 255) / 127.5f - 1;
      planes[size + i] = (pixels[i] >> 8 & 255) / 127.5f - 1;
      planes[2 * size + i] = (pixels[i] & 255) / 127.5f - 1;
    }
    return planes;
  }

  private static int level(float value) {
    return Math.clamp(Math.round(255 * value), 0, 255);
  }
}
