package lab.harmony.pictures;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/// What one kind of file says about its picture before anything is decoded.
///
/// @param width in pixels, as stored, of the whole picture
/// @param height in pixels, as stored
/// @param moving whether further pictures follow
/// @param plain whether every program shows the numbers of the file as they are: RGB of 8 bits,
///   with nothing beside it that changes colours
/// @param exif the EXIF block, from the TIFF header on; empty if there is none
/// @param decoder reads the first picture
record Container(
    int width, int height, boolean moving, boolean plain, byte[] exif, Decoder decoder) {

  static final byte[] NO_EXIF = {};

  /// Reads the first picture as it is stored, in RGB on white.
  interface Decoder {
    BufferedImage decode() throws PictureProblem;
  }

  static Container of(PictureKind kind, byte[] content) throws PictureProblem {
    return switch (kind) {
      case PNG -> PngContainer.read(content);
      case JPEG -> JpegContainer.read(content);
      case WEBP -> WebpContainer.read(content);
      case GIF -> GifContainer.read(content);
      case BMP -> bmp(content);
    };
  }

  /// A bitmap file of Windows; its height is negative where its first row is the upper one.
  private static Container bmp(byte[] content) throws PictureProblem {
    var in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    boolean old = in.getInt(14) == 12;
    int width = old ? in.getShort(18) & 0xffff : in.getInt(18);
    int height = old ? in.getShort(20) & 0xffff : Math.abs(in.getInt(22));
    Picture.check(width, height);
    return new Container(width, height, false, false, NO_EXIF, () -> Decoding.read("bmp", content));
  }

  /// An EXIF block without the code that stands before it in JPEG files, and in some of others.
  static Optional<byte[]> exif(byte[] block) {
    boolean coded =
        block.length > 6
            && block[0] == 'E'
            && block[1] == 'x'
            && block[2] == 'i'
            && block[3] == 'f'
            && block[4] == 0;
    return coded ? Optional.of(Arrays.copyOfRange(block, 6, block.length)) : Optional.empty();
  }
}
