package lab.harmony.pictures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/// What of a file makes its picture.
public final class PictureBytes {

  /// What programs read the picture and its colours from.
  private static final Set<String> SHOWN =
      Set.of(
          "IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "iCCP", "sRGB", "cICP", "sBIT", "acTL", "fcTL",
          "fdAT");

  private static final String DATA = "IDAT";
  private static final String EXIF = "eXIf";
  private static final int HEAD = 8; // length and type of a chunk
  private static final int CHECKSUM = 4;

  private PictureBytes() {}

  /// The file without what is written beside the picture: two that a program wrote of the same
  /// pixels agree in it, whatever texts and times they name, and however their data is cut. Of what
  /// a camera or program says of it in EXIF only how it is turned counts. A file that is no PNG is
  /// taken as it is.
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
      } else if (chunk.type().equals(EXIF)) {
        var data = new byte[chunk.data().remaining()];
        chunk.data().get(data);
        var turned = Orientation.of(data);
        if (turned != Orientation.UPRIGHT) {
          shown.writeBytes(EXIF.getBytes(StandardCharsets.ISO_8859_1));
          shown.write(turned.ordinal());
        }
      }
    }
    return shown.toByteArray();
  }

  /// How much data a picture has, by the heads of its chunks alone: files of which it differs
  /// differ in [#of] too. The size of the file where it is no PNG.
  ///
  /// @throws IOException if it cannot be read
  public static long data(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var head = ByteBuffer.allocate(HEAD);
      if (!read(channel, head, 0) || !PngChunks.isPng(head.array())) {
        return channel.size();
      }
      long data = 0;
      for (long at = HEAD; read(channel, head, at); ) {
        long length = Integer.toUnsignedLong(head.getInt(0));
        var type = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
        if (type.equals(PngChunks.END)) {
          break;
        }
        if (type.equals(DATA)) {
          data += Math.min(length, channel.size() - at - HEAD);
        }
        at += HEAD + length + CHECKSUM;
      }
      return data;
    }
  }

  private static boolean read(FileChannel channel, ByteBuffer into, long at) throws IOException {
    into.clear();
    while (into.hasRemaining()) {
      int read = channel.read(into, at + into.position());
      if (read < 0) {
        return false;
      }
    }
    return true;
  }
}
