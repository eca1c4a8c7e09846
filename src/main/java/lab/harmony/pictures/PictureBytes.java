package lab.harmony.pictures;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/// What of a file makes its picture.
public final class PictureBytes {

  /// What programs read the picture and its colours from.
  private static final Set<String> SHOWN =
      Set.of(
          "IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "iCCP", "sRGB", "cICP", "sBIT", "acTL", "fcTL",
          "fdAT", "eXIf");

  private static final String DATA = "IDAT";

  private PictureBytes() {}

  /// The file without what is written beside the picture: two that a program wrote of the same
  /// pixels agree in it, whatever texts and times they name, and however their data is cut. A file
  /// that is no PNG is taken as it is.
  public static byte[] of(byte[] file) {
    if (!PngChunks.isPng(file)) {
      return file;
    }
    var shown = new ByteArrayOutputStream(file.length);
    for (var chunk : PngChunks.of(file)) {
      if (SHOWN.contains(chunk.type())) {
        shown.write(file, chunk.start(), chunk.end() - chunk.start());
      } else if (chunk.type().equals(DATA)) {
        var data = new byte[chunk.data().remaining()];
        chunk.data().get(data);
        shown.writeBytes(data);
      }
    }
    return shown.toByteArray();
  }
}
