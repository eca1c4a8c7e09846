package lab.harmony.imports.metadata;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import lab.harmony.engine.PngMetadata;
import lab.harmony.pictures.Picture;
import lab.harmony.pictures.PictureKind;
import lab.harmony.pictures.PictureProblem;

/// A picture in a file of a stranger, and the texts in it.
///
/// @param texts in its metadata
public record PictureFile(Path path, Picture picture, PictureTexts texts) {

  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "jfif", "webp", "gif", "bmp");

  /// Whether the name is that of a picture.
  public static boolean isNamedSo(Path path) {
    return ENDINGS.contains(ending(path));
  }

  /// Reads a picture, without decoding it.
  ///
  /// @throws UnreadableMetadata saying why it cannot be taken
  public static PictureFile read(Path path) {
    try {
      var picture = Picture.read(path);
      return new PictureFile(path, picture, PictureTexts.read(picture.content()));
    } catch (PictureProblem problem) {
      throw new UnreadableMetadata(problem.of("it"), problem);
    } catch (IOException e) {
      throw new UnreadableMetadata("it could not be read: " + e.getMessage(), e);
    }
  }

  public byte[] content() {
    return picture.content();
  }

  /// In pixels, upright.
  public int width() {
    return picture.width();
  }

  /// In pixels, upright.
  public int height() {
    return picture.height();
  }

  /// Decodes the picture once.
  ///
  /// @throws UnreadableMetadata if it is damaged
  public void check() {
    pixels();
  }

  /// The picture as PNG: the file itself if it is one that stands still and upright, the same
  /// pixels with the texts otherwise.
  ///
  /// @throws UnreadableMetadata if it is damaged
  public byte[] png() {
    var pixels = pixels();
    return picture.kind() == PictureKind.PNG && !picture.isMovingOrTurned()
        ? picture.content()
        : PngMetadata.png(pixels, texts.texts());
  }

  private BufferedImage pixels() {
    try {
      return picture.pixels();
    } catch (PictureProblem problem) {
      throw new UnreadableMetadata(problem.of("it"), problem);
    }
  }

  private static String ending(Path path) {
    var name = path.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
