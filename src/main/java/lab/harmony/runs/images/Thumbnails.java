package lab.harmony.runs.images;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import lab.harmony.pictures.Picture;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.SafePath;
import org.springframework.stereotype.Service;

/// Small copies of pictures, made once each. They are named by the content of the picture, so equal
/// pictures share one.
@Service
public class Thumbnails {

  private final DataFolder data;

  /// Two people who open the same grid do not make its thumbnails twice.
  private final Object[] locks = IntStream.range(0, 64).mapToObj(_ -> new Object()).toArray();

  Thumbnails(DataFolder data) {
    this.data = data;
  }

  /// The picture with its longer side at most `size` pixels; the whole picture if it is no larger.
  public Path file(RunImage image, int size) {
    if (!ImageLinks.THUMBNAIL_SIZES.contains(size)) {
      throw new IllegalArgumentException(
          "thumbnails are made in %s, got %d".formatted(ImageLinks.THUMBNAIL_SIZES, size));
    }
    return Math.max(image.width(), image.height()) <= size
        ? whole(image)
        : made(
            image,
            String.valueOf(size),
            out ->
                net.coobird.thumbnailator.Thumbnails.of(pixels(image))
                    .size(size, size)
                    .outputFormat("png")
                    .toOutputStream(out));
  }

  /// The whole picture as a judge sees it: its own file where every program shows exactly its
  /// pixels, else a copy of them; so nobody scores another picture than the thumbnail's.
  public Path whole(RunImage image) {
    try {
      return Picture.read(image.file()).isPlain()
          ? image.file()
          : made(image, "whole", out -> ImageIO.write(pixels(image), "png", out));
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(image.file()), e);
    }
  }

  private Path made(RunImage image, String name, AtomicFiles.Content content) {
    var file =
        SafePath.inside(
            data.thumbnails(),
            "%s/%s-%s.png".formatted(image.sha256().substring(0, 2), image.sha256(), name));
    synchronized (locks[Math.floorMod(file.hashCode(), locks.length)]) {
      if (!Files.exists(file)) {
        AtomicFiles.write(file, content);
      }
    }
    return file;
  }

  private static BufferedImage pixels(RunImage image) throws IOException {
    return Picture.read(image.file()).pixels();
  }
}
