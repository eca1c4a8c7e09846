package lab.harmony.engine;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;

/// Pictures of any size, read for a model that takes one size.
public final class CroppedPicture {

  private static final long MOST_PIXELS = 64L << 20;

  /// In pixels.
  public record Size(int width, int height) {}

  private CroppedPicture() {}

  /// The picture, scaled to cover this size and cropped around its middle.
  ///
  /// @throws IOException if it is no picture, or too large a one
  public static BufferedImage read(Path file, int width, int height) throws IOException {
    size(file);
    return Thumbnails.of(file.toFile())
        .crop(Positions.CENTER)
        .size(width, height)
        .imageType(BufferedImage.TYPE_INT_RGB)
        .asBufferedImage();
  }

  /// How large a picture is, read from its header.
  ///
  /// @throws IOException if it is no picture, or too large a one
  public static Size size(Path file) throws IOException {
    try (var in = ImageIO.createImageInputStream(file.toFile())) {
      var readers = in == null ? null : ImageIO.getImageReaders(in);
      if (readers == null || !readers.hasNext()) {
        throw new IOException("%s is no picture".formatted(file));
      }
      var reader = readers.next();
      try {
        reader.setInput(in, true, true);
        var size = new Size(reader.getWidth(0), reader.getHeight(0));
        if ((long) size.width * size.height > MOST_PIXELS) {
          throw new IOException(
              "%s has %d × %d pixels, more than a picture here may have"
                  .formatted(file, size.width, size.height));
        }
        return size;
      } finally {
        reader.dispose();
      }
    }
  }
}
