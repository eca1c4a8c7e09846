package lab.harmony.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import lab.harmony.pictures.Picture;
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

  /// The picture with its longer side at most `size` pixels; the picture itself if it is no larger.
  public Path file(RunImage image, int size) {
    if (!ImageLinks.THUMBNAIL_SIZES.contains(size)) {
      throw new IllegalArgumentException(
          "thumbnails are made in %s, got %d".formatted(ImageLinks.THUMBNAIL_SIZES, size));
    }
    if (Math.max(image.width(), image.height()) <= size) {
      return image.file();
    }
    var file =
        SafePath.inside(
            data.thumbnails(),
            "%s/%s-%d.png".formatted(image.sha256().substring(0, 2), image.sha256(), size));
    synchronized (locks[Math.floorMod(file.hashCode(), locks.length)]) {
      if (!Files.exists(file)) {
        AtomicFiles.write(
            file,
            out ->
                net.coobird.thumbnailator.Thumbnails.of(Picture.read(image.file()).pixels())
                    .size(size, size)
                    .outputFormat("png")
                    .toOutputStream(out));
      }
    }
    return file;
  }
}
