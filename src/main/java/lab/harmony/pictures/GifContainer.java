package lab.harmony.pictures;

import java.awt.Dimension;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A GIF file (version 89a). Of a moving picture the first frame is read, where it lies on its
/// screen.
final class GifContainer {

  private static final int SCREEN = 6;
  private static final int AFTER_SCREEN = 13;
  private static final int IMAGE = ',';
  private static final int EXTENSION = '!';

  private GifContainer() {}

  static Container read(byte[] content) throws PictureProblem {
    var in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    try {
      var screen = new Dimension(word(in, SCREEN), word(in, SCREEN + 2));
      int colours = in.get(SCREEN + 4);
      in.position(AFTER_SCREEN + paletteLength(colours));
      skipExtensions(in);
      int left = word(in, in.position());
      int top = word(in, in.position() + 2);
      if (screen.width == 0 || screen.height == 0) {
        screen =
            new Dimension(left + word(in, in.position() + 4), top + word(in, in.position() + 6));
      }
      Picture.check(screen.width, screen.height);
      boolean moving = hasFurther(in);
      var size = screen;
      return new Container(
          size.width,
          size.height,
          moving,
          false,
          Container.NO_EXIF,
          () -> Canvas.placed(Decoding.read("gif", content), left, top, size));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new PictureProblem("is damaged: a GIF file needs a picture", e);
    }
  }

  /// Goes to what describes the next image.
  private static void skipExtensions(ByteBuffer in) {
    int block = in.get();
    while (block == EXTENSION) {
      in.get(); // which extension
      skipBlocks(in);
      block = in.get();
    }
    if (block != IMAGE) {
      throw new IllegalArgumentException("no image follows");
    }
  }

  private static boolean hasFurther(ByteBuffer in) {
    try {
      int colours = in.get(in.position() + 8);
      in.position(in.position() + 9 + paletteLength(colours) + 1);
      skipBlocks(in);
      skipExtensions(in);
      return true;
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return false;
    }
  }

  private static void skipBlocks(ByteBuffer in) {
    int length = in.get() & 0xff;
    while (length > 0) {
      in.position(in.position() + length);
      length = in.get() & 0xff;
    }
  }

  private static int paletteLength(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private static int word(ByteBuffer in, int at) {
    return in.getShort(at) & 0xffff;
  }
}
