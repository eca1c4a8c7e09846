package lab.harmony.pictures;

import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a stored picture is turned to stand upright: the EXIF tag `Orientation` (0x0112; CIPA
/// DC-008, 4.6.4), in the tag's order from 1 to 8.
enum Orientation {
  UPRIGHT,
  MIRRORED,
  HALF_TURN,
  UPSIDE_DOWN,
  TRANSPOSED,
  QUARTER_RIGHT,
  TRANSVERSED,
  QUARTER_LEFT;

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  /// Reads the tag from an EXIF block, a TIFF header and its first directory; nothing else of it.
  static Orientation of(byte[] exif) {
    try {
      var block = ByteBuffer.wrap(exif);
      block.order(block.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      if (block.getShort() != 42) {
        return UPRIGHT;
      }
      int directory = block.getInt();
      int entries = block.getShort(directory) & 0xffff;
      for (int i = 0; i < entries; i++) {
        int at = directory + 2 + i * ENTRY;
        if ((block.getShort(at) & 0xffff) == TAG && block.getShort(at + 2) == SHORT) {
          int value = block.getShort(at + 8);
          return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
        }
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
      return UPRIGHT;
    }
    return UPRIGHT;
  }

  /// Whether width and height change places.
  boolean turnsOver() {
    return compareTo(TRANSPOSED) >= 0;
  }

  /// The picture upright.
  BufferedImage upright(BufferedImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int width = stored.getWidth();
    int height = stored.getHeight();
    var from = RgbPixels.of(stored);
    int across = turnsOver() ? height : width;
    int down = turnsOver() ? width : height;
    var to = new int[from.length];
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        int column =
            switch (this) {
              case UPRIGHT, UPSIDE_DOWN -> x;
              case MIRRORED, HALF_TURN -> width - 1 - x;
              case TRANSPOSED, QUARTER_RIGHT -> y;
              case TRANSVERSED, QUARTER_LEFT -> width - 1 - y;
            };
        int row =
            switch (this) {
              case UPRIGHT, MIRRORED -> y;
              case HALF_TURN, UPSIDE_DOWN -> height - 1 - y;
              case TRANSPOSED, QUARTER_LEFT -> x;
              case QUARTER_RIGHT, TRANSVERSED -> height - 1 - x;
            };
        to[y * across + x] = from[row * width + column];
      }
    }
    return RgbPixels.picture(to, across, down);
  }
}
