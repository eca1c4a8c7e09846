package lab.harmony.pictures;

import java.awt.image.BufferedImage;

/// The colours of decoded pictures as numbers, line after line: red, green and blue of 8 bits each.
///
/// A picture of this form is copied as it lies; the library's own way asks the colour model for
/// each pixel, which takes ten times as long.
public final class RgbPixels {

  private RgbPixels() {}

  public static int[] of(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    if (picture.getType() == BufferedImage.TYPE_INT_RGB) {
      return (int[]) picture.getRaster().getDataElements(0, 0, width, height, null);
    }
    var rgb = picture.getRGB(0, 0, width, height, null, 0, width);
    for (int at = 0; at < rgb.length; at++) {
      rgb[at] &= 0xffffff;
    }
    return rgb;
  }

  /// A picture of these colours.
  public static BufferedImage picture(int[] rgb, int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.getRaster().setDataElements(0, 0, width, height, rgb);
    return picture;
  }

  /// Writes one line of a picture of this form.
  static void write(int[] line, int y, BufferedImage picture) {
    picture.getRaster().setDataElements(0, y, line.length, 1, line);
  }
}
