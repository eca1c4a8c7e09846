package lab.harmony.pictures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A picture in a file, whoever made it: PNG, JPEG, WebP, GIF or BMP.
///
/// Its kind follows from its content. Its size is read without decoding, and bounded. Its pixels
/// are upright (EXIF), the file's own numbers taken as sRGB, on white where they are transparent,
/// the first frame where it moves; the same for everybody who asks, bit for bit.
public final class Picture {

  /// The largest file in bytes.
  public static final long LARGEST_FILE = 64L << 20;

  private static final long MOST_PIXELS = 64L << 20;

  private final byte[] content;
  private final PictureKind kind;
  private final Container container;
  private final Orientation orientation;

  private Picture(byte[] content, PictureKind kind, Container container) {
    this.content = content;
    this.kind = kind;
    this.container = container;
    this.orientation = Orientation.of(container.exif());
  }

  /// Reads a picture without decoding it.
  ///
  /// @throws PictureProblem saying why it is not taken
  /// @throws IOException if the file cannot be read
  public static Picture read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST_FILE) {
      throw new PictureProblem(
          "has %d MiB; a picture may have %d".formatted(size >> 20, LARGEST_FILE >> 20));
    }
    return of(Files.readAllBytes(file));
  }

  /// The picture in the bytes of a file, not decoded.
  ///
  /// @throws PictureProblem saying why it is not taken
  public static Picture of(byte[] content) throws PictureProblem {
    var kind = PictureKind.of(content);
    if (kind.isEmpty()) {
      throw new PictureProblem(PictureKind.unread(content));
    }
    return new Picture(content, kind.get(), Container.of(kind.get(), content));
  }

  static void check(int width, int height) throws PictureProblem {
    if (width <= 0 || height <= 0) {
      throw new PictureProblem(
          "is damaged: it says that it has %d × %d pixels".formatted(width, height));
    }
    if ((long) width * height > MOST_PIXELS) {
      throw new PictureProblem(
          "has %d × %d pixels; a picture may have %d million"
              .formatted(width, height, MOST_PIXELS / 1_000_000));
    }
  }

  /// The bytes of its file.
  public byte[] content() {
    return content;
  }

  public PictureKind kind() {
    return kind;
  }

  /// In pixels, upright.
  public int width() {
    return orientation.turnsOver() ? container.height() : container.width();
  }

  /// In pixels, upright.
  public int height() {
    return orientation.turnsOver() ? container.width() : container.height();
  }

  /// Whether it moves or stands turned, so that its file shows more or other than its pixels here.
  public boolean isMovingOrTurned() {
    return container.moving() || orientation != Orientation.UPRIGHT;
  }

  /// Whether every program shows exactly these pixels for its file: a PNG of 8 bits RGB, upright,
  /// that stands still, without transparency, gamma or profile.
  public boolean isPlain() {
    return kind == PictureKind.PNG && container.plain() && !isMovingOrTurned();
  }

  /// Decodes it: RGB of 8 bits, upright, on white.
  ///
  /// @throws PictureProblem if it is damaged
  public BufferedImage pixels() throws PictureProblem {
    var stored = container.decoder().decode();
    if (stored.getWidth() != container.width() || stored.getHeight() != container.height()) {
      throw new PictureProblem(
          "is damaged: it says that it has %d × %d pixels and has %d × %d"
              .formatted(
                  container.width(), container.height(), stored.getWidth(), stored.getHeight()));
    }
    return orientation.upright(stored);
  }
}
