package lab.harmony.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/// The stated rule for colours: the numbers of the file are sRGB, whatever profile is beside them;
/// grey is three equal channels; of 16 bits the upper eight count; what is transparent lies on
/// white.
final class Rgb {

  private Rgb() {}

  /// A decoded picture of any form in RGB.
  static BufferedImage of(BufferedImage decoded) {
    return decoded.getColorModel() instanceof ComponentColorModel model
        ? ofChannels(decoded.getRaster(), model.getComponentSize(0))
        : ofColours(decoded);
  }

  /// Palettes and packed colours, which are sRGB already.
  private static BufferedImage ofColours(BufferedImage decoded) {
    int width = decoded.getWidth();
    var row = new int[width];
    var rgb = new BufferedImage(width, decoded.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < decoded.getHeight(); y++) {
      decoded.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int pixel = row[x];
        row[x] = onWhite(pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255, pixel >>> 24);
      }
      RgbPixels.write(row, y, rgb);
    }
    return rgb;
  }

  /// Channels of 8 or 16 bits: grey, grey and alpha, RGB, or RGB and alpha. Java's own conversion
  /// would take grey for linear light and make it brighter.
  private static BufferedImage ofChannels(Raster raster, int bits) {
    int width = raster.getWidth();
    int channels = raster.getNumBands();
    int shift = Math.max(0, bits - 8);
    boolean grey = channels < 3;
    boolean alpha = channels % 2 == 0;
    var samples = new int[width * channels];
    var row = new int[width];
    var rgb = new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        int at = x * channels;
        int red = samples[at] >> shift;
        int green = grey ? red : samples[at + 1] >> shift;
        int blue = grey ? red : samples[at + 2] >> shift;
        row[x] = onWhite(red, green, blue, alpha ? samples[at + channels - 1] >> shift : 255);
      }
      RgbPixels.write(row, y, rgb);
    }
    return rgb;
  }

  /// Four inks, 0 for none: R = (255 - C)(255 - K) / 255, and so on.
  static BufferedImage ofInks(Raster raster, InkReader inks) {
    int width = raster.getWidth();
    var samples = new int[width * 4];
    var row = new int[width];
    var cmyk = new int[4];
    var rgb = new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        inks.read(samples, x * 4, cmyk);
        int light = 255 - cmyk[3];
        row[x] = left(light, cmyk[0]) << 16 | left(light, cmyk[1]) << 8 | left(light, cmyk[2]);
      }
      RgbPixels.write(row, y, rgb);
    }
    return rgb;
  }

  /// Reads the inks of a pixel from four samples.
  interface InkReader {
    void read(int[] samples, int at, int[] cmyk);
  }

  private static int left(int light, int ink) {
    return light - divided(ink * light);
  }

  private static int onWhite(int red, int green, int blue, int alpha) {
    return alpha == 255
        ? red << 16 | green << 8 | blue
        : over(red, alpha) << 16 | over(green, alpha) << 8 | over(blue, alpha);
  }

  private static int over(int value, int alpha) {
    return divided(value * alpha + 255 * (255 - alpha));
  }

  /// Divided by 255 and rounded.
  private static int divided(int product) {
    return (product + 127) / 255;
  }
}
