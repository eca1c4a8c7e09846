package lab.harmony.runs.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import lab.harmony.pictures.Picture;
import lab.harmony.runs.RunImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
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

  /// Each holds its faces and its PNG: more at once than processors cost room and win no time.
  private final Semaphore free;

  @Autowired
  Mosaics(Thumbnails thumbnails) {
    this(thumbnails, Runtime.getRuntime().availableProcessors());
  }

  /// @param atOnce so many are made at once, others wait for their turn
  Mosaics(Thumbnails thumbnails, int atOnce) {
    this.thumbnails = thumbnails;
    free = new Semaphore(atOnce, true);
  }

  /// A mosaic as a PNG; nothing where one of its pictures cannot be read.
  Optional<byte[]> of(List<RunImage> images, int size) {
    free.acquireUninterruptibly();
    try {
      var faces = new ArrayList<BufferedImage>();
      for (var image : images) {
        faces.add(read(image, size));
      }
      return Optional.of(encoded(drawn(faces)));
    } catch (Unreadable e) {
      LOG.warn("{}", e.getMessage());
      return Optional.empty();
    } finally {
      free.release();
    }
  }

  private static BufferedImage drawn(List<BufferedImage> faces) {
    int side = faces.stream().mapToInt(Mosaics::longer).max().orElseThrow();
    var mosaic =
        new BufferedImage(
            faces.size() * side,
            side,
            faces.stream().allMatch(Mosaics::isSquare)
                ? BufferedImage.TYPE_INT_RGB
                : BufferedImage.TYPE_INT_ARGB);
    var pen = mosaic.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (int at = 0; at < faces.size(); at++) {
      draw(pen, faces.get(at), at * side, side);
    }
    pen.dispose();
    return mosaic;
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

  /// Whether nothing is seen beside it.
  private static boolean isSquare(BufferedImage face) {
    return face.getWidth() == face.getHeight();
  }

  /// A file may have become another one, of any size, since its run wrote it.
  private BufferedImage read(RunImage image, int size) throws Unreadable {
    try {
      var picture = Picture.read(thumbnails.file(image, size));
      if (Math.max(picture.width(), picture.height()) > size) {
        throw new Unreadable(
            "%s cannot be shown: its run wrote %d × %d pixels, and it has %d × %d"
                .formatted(
                    image.file(),
                    image.width(),
                    image.height(),
                    picture.width(),
                    picture.height()));
      }
      return picture.pixels();
    } catch (IOException | UncheckedIOException e) {
      throw new Unreadable("%s cannot be shown: %s".formatted(image.file(), e.getMessage()), e);
    }
  }

  /// Why there is no mosaic.
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }

    Unreadable(String message, Exception cause) {
      super(message, cause);
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
