package lab.harmony.imports.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The blocks of a JPEG or WebP file that hold words.
///
/// @param exif which begins with its order of bytes; empty if there is none
/// @param xmp an XML text, or nothing
/// @param comment of a JPEG, or nothing
record PictureBlocks(ByteBuffer exif, String xmp, String comment) {

  private static final int LONGEST = 4 << 20;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] XMP =
      "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);

  PictureBlocks() {
    this(ByteBuffer.allocate(0), "", "");
  }

  /// The blocks of a file, as far as it is whole; none of another kind of file.
  static PictureBlocks of(byte[] file) {
    var in = ByteBuffer.wrap(file);
    if (file.length > 4 && (in.getShort(0) & 0xffff) == 0xffd8) {
      return jpeg(in.position(2));
    }
    if (file.length > 12 && word(in, 0).equals("RIFF") && word(in, 8).equals("WEBP")) {
      return webp(in.position(12).order(ByteOrder.LITTLE_ENDIAN));
    }
    return new PictureBlocks();
  }

  private static PictureBlocks jpeg(ByteBuffer in) {
    var found = new PictureBlocks();
    while (in.remaining() >= 4) {
      if (in.get() != (byte) 0xff) {
        break;
      }
      var marker = in.get() & 0xff;
      while (marker == 0xff && in.hasRemaining()) {
        marker = in.get() & 0xff; // filling
      }
      if (marker == 0xda || marker == 0xd9 || in.remaining() < 2) {
        break; // the pixels, or the end
      }
      if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
        continue; // a marker without a block
      }
      var length = in.getShort() & 0xffff;
      if (length < 2 || length - 2 > in.remaining()) {
        break;
      }
      var block = in.slice(in.position(), length - 2);
      in.position(in.position() + length - 2);
      if (marker == 0xe1) {
        found = found.with(block);
      } else if (marker == 0xfe && found.comment.isEmpty()) {
        found = new PictureBlocks(found.exif, found.xmp, CommentText.of(block));
      }
    }
    return found;
  }

  private PictureBlocks with(ByteBuffer block) {
    if (startsWith(block, EXIF) && !exif.hasRemaining()) {
      return new PictureBlocks(behind(block, EXIF), xmp, comment);
    }
    if (startsWith(block, XMP) && xmp.isEmpty()) {
      return new PictureBlocks(exif, text(behind(block, XMP)), comment);
    }
    return this;
  }

  private static PictureBlocks webp(ByteBuffer in) {
    var found = new PictureBlocks();
    while (in.remaining() >= 8) {
      var name = word(in, in.position());
      var length = in.getInt(in.position() + 4);
      in.position(in.position() + 8);
      if (length < 0 || length > in.remaining()) {
        break;
      }
      var block = in.slice(in.position(), length);
      in.position(Math.min(in.limit(), in.position() + length + (length & 1)));
      if (name.equals("EXIF") && !found.exif.hasRemaining() && length <= LONGEST) {
        var exif = startsWith(block, EXIF) ? behind(block, EXIF) : block;
        found = new PictureBlocks(exif, found.xmp, found.comment);
      } else if (name.equals("XMP ") && found.xmp.isEmpty() && length <= LONGEST) {
        found = new PictureBlocks(found.exif, text(block), found.comment);
      }
    }
    return found;
  }

  private static boolean startsWith(ByteBuffer block, byte[] beginning) {
    return block.remaining() > beginning.length
        && block.slice(0, beginning.length).equals(ByteBuffer.wrap(beginning));
  }

  private static ByteBuffer behind(ByteBuffer block, byte[] beginning) {
    return block.slice(beginning.length, block.remaining() - beginning.length);
  }

  private static String text(ByteBuffer block) {
    return StandardCharsets.UTF_8.decode(block.duplicate()).toString();
  }

  private static String word(ByteBuffer in, int at) {
    return StandardCharsets.ISO_8859_1.decode(in.slice(at, 4)).toString();
  }
}
