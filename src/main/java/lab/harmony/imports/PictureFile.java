package lab.harmony.imports;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import lab.harmony.engine.PngMetadata;

/// A picture in a file of a stranger: PNG, JPEG or WebP.
///
/// @param texts in its metadata
record PictureFile(Path path, byte[] content, PictureTexts texts, int width, int height) {

  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "webp");
  private static final long LARGEST_FILE = 64L << 20;
  private static final long MOST_PIXELS = 64L << 20;

  /// Whether the name is that of a picture.
  static boolean isNamedSo(Path path) {
    return ENDINGS.contains(ending(path));
  }

  /// Reads a picture, without decoding it.
  ///
  /// @throws UnreadableMetadata saying why it cannot be taken
  static PictureFile read(Path path) {
    try {
      if (Files.size(path) > LARGEST_FILE) {
        throw new UnreadableMetadata(
            "it has %d MiB; a picture may have %d"
                .formatted(Files.size(path) >> 20, LARGEST_FILE >> 20));
      }
      var content = Files.readAllBytes(path);
      return sized(path, content, PictureTexts.read(content));
    } catch (IOException e) {
      throw new UnreadableMetadata("it could not be read: " + e.getMessage(), e);
    }
  }

  private static PictureFile sized(Path path, byte[] content, PictureTexts texts)
      throws IOException {
    try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UnreadableMetadata("it is no PNG, JPEG or WebP picture");
      }
      var reader = readers.next();
      try {
        reader.setInput(in, true, true);
        var file = new PictureFile(path, content, texts, reader.getWidth(0), reader.getHeight(0));
        if ((long) file.width * file.height > MOST_PIXELS) {
          throw new UnreadableMetadata(
              "it has %d × %d pixels; a picture may have %d million"
                  .formatted(file.width, file.height, MOST_PIXELS / 1_000_000));
        }
        return file;
      } finally {
        reader.dispose();
      }
    }
  }

  /// Decodes the picture once.
  ///
  /// @throws UnreadableMetadata if it is damaged
  void check() {
    decoded();
  }

  /// The picture as PNG: the file itself if it is one, the same pixels with the texts otherwise.
  ///
  /// @throws UnreadableMetadata if it is damaged
  byte[] png() {
    var picture = decoded();
    return ending(path).equals("png") ? content : PngMetadata.png(picture, texts.texts());
  }

  private BufferedImage decoded() {
    try {
      var picture = ImageIO.read(new ByteArrayInputStream(content));
      if (picture != null) {
        return picture;
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UnreadableMetadata("the picture is damaged: " + e.getMessage(), e);
    }
    throw new UnreadableMetadata("it is no PNG, JPEG or WebP picture");
  }

  private static String ending(Path path) {
    var name = path.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
