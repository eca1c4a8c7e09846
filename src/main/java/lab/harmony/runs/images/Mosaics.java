package lab.harmony.runs.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import lab.harmony.runs.RunImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Thumbnails side by side as one picture, each as large as the square in the middle of which it
/// stands: a grid of thousands asks for a line of them at once.
@Service
class Mosaics {

  /// So many thumbnails stand in one at most, as `mosaics.ts` has it.
  static final int MOST = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Mosaics.class);
  private static final float FAST = 0.9f;

  private final Thumbnails thumbnails;

  Mosaics(Thumbnails thumbnails) {
    this.thumbnails = thumbnails;
  }

  /// A mosaic as a PNG.
  ///
  /// @param whole whether all of its pictures are in it
  record Mosaic(byte[] png, boolean whole) {}

  /// @param images those that are not there, or cannot be read, leave their square empty
  Mosaic of(List<Optional<RunImage>> images, int size) {
    var faces = images.stream().map(image -> image.flatMap(it -> read(it, size))).toList();
    int side = faces.stream().flatMap(Optional::stream).mapToInt(Mosaics::longer).max().orElse(1);
    var filled = faces.stream().allMatch(face -> face.filter(Mosaics::isWhole).isPresent());
    var mosaic =
        new BufferedImage(
            images.size() * side,
            side,
            filled ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    var pen = mosaic.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (int at = 0; at < faces.size(); at++) {
      int left = at * side;
      faces.get(at).ifPresent(face -> draw(pen, face, left, side));
    }
    pen.dispose();
    return new Mosaic(encoded(mosaic), faces.stream().allMatch(Optional::isPresent));
  }

  /// As large as its square, in the middle of it.
  private static void draw(Graphics2D pen, BufferedImage face, int left, int side) {
    int width = Math.max(1, face.getWidth() * side / longer(face));
    int height = Math.max(1, face.getHeight() * side / longer(face));
    pen.drawImage(face, left + (side - width) / 2, (side - height) / 2, width, height, null);
  }

  private static int longer(BufferedImage face) {
    return Math.max(face.getWidth(), face.getHeight());
  }

  /// Whether nothing is seen through its square.
  private static boolean isWhole(BufferedImage face) {
    return face.getWidth() == face.getHeight() && !face.getColorModel().hasAlpha();
  }

  private Optional<BufferedImage> read(RunImage image, int size) {
    try {
      return Optional.ofNullable(ImageIO.read(thumbnails.file(image, size).toFile()));
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} cannot be shown: {}", image.file(), e.getMessage());
      return Optional.empty();
    }
  }

  /// Seen once on the way past: quick to make counts more than small.
  private static byte[] encoded(BufferedImage mosaic) {
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("png").next();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      var how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(FAST);
      writer.setOutput(out);
      writer.write(null, new IIOImage(mosaic, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
