package lab.harmony.doodle.bundled;

import java.awt.image.BufferedImage;

/// Conversion between pictures and planes of red, green and blue between -1 and 1.
final class Pixels {

  private Pixels() {}

  /// Writes `picture` into `planes` from `offset` on: all reds, then greens, then blues.
  static void write(BufferedImage picture, float[] planes, int offset) {
    int width = picture.getWidth();
    int size = width * picture.getHeight();
    int[] colours = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    for (int i = 0; i < size; i++) {
      planes[offset + i] = (colours[i] >> 16 & 0xFF) / 127.5f - 1;
      planes[offset + size + i] = (colours[i] >> 8 & 0xFF) / 127.5f - 1;
      planes[offset + 2 * size + i] = (colours[i] & 0xFF) / 127.5f - 1;
    }
  }

  /// The picture held by `planes` from `offset` on; values outside -1 to 1 are cut off.
  static BufferedImage read(float[] planes, int offset, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int size = width * height;
    for (int i = 0; i < size; i++) {
      int colour =
          level(planes[offset + i]) << 16
              | level(planes[offset + size + i]) << 8
              | level(planes[offset + 2 * size + i]);
      picture.setRGB(i % width, i / width, colour);
    }
    return picture;
  }

  private static int level(float value) {
    return Math.clamp(Math.round((value + 1) * 127.5f), 0, 255);
  }
}
