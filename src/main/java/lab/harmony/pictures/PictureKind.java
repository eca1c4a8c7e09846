package lab.harmony.pictures;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The kinds of pictures that are read, told by what a file begins with, never by its name.
public enum PictureKind {
  PNG("png", "image/png"),
  JPEG("jpg", "image/jpeg"),
  WEBP("webp", "image/webp"),
  GIF("gif", "image/gif"),
  BMP("bmp", "image/bmp");

  private static final int LONGEST_HEAD = 16;

  private final String ending;
  private final String mediaType;

  PictureKind(String ending, String mediaType) {
    this.ending = ending;
    this.mediaType = mediaType;
  }

  /// The kind of a file that begins like this; nothing for one that is not read.
  public static Optional<PictureKind> of(byte[] content) {
    var head = head(content);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    return head.startsWith("BM") && content.length > 26 ? Optional.of(BMP) : Optional.empty();
  }

  /// What a file is that is none of these, as the end of a sentence that begins with it.
  static String unread(byte[] content) {
    var head = head(content);
    var name =
        head.startsWith("II*\0") || head.startsWith("MM\0*")
            ? "a TIFF picture"
            : head.startsWith("ftypavif", 4) || head.startsWith("ftypavis", 4)
                ? "an AVIF picture"
                : head.startsWith("ftyphei", 4) || head.startsWith("ftypmif1", 4)
                    ? "a HEIF picture"
                    : head.startsWith("\u00ff\n") || head.startsWith("\0\0\0\fJXL ")
                        ? "a JPEG XL picture"
                        : head.startsWith("\0\0\0\fjP  ")
                            ? "a JPEG 2000 picture"
                            : head.startsWith("8BPS")
                                ? "a Photoshop document"
                                : head.startsWith("<svg") || head.startsWith("<?xml")
                                    ? "an SVG drawing or another XML document"
                                    : "";
    return name.isEmpty()
        ? "is no PNG, JPEG or WebP picture; it is no picture that can be read"
        : "is %s, which is not read; save it as PNG, JPEG or WebP".formatted(name);
  }

  private static String head(byte[] content) {
    var head = Arrays.copyOf(content, Math.min(LONGEST_HEAD, content.length));
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  /// The ending of a name, without a point.
  public String ending() {
    return ending;
  }

  public String mediaType() {
    return mediaType;
  }
}
