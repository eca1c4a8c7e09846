package lab.harmony.diffusion.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// The number formats of a safetensors file, by the names the format gives them.
public enum ElementType {
  BOOL(8),
  U8(8),
  I8(8),
  /// Four bits of exponent, three of mantissa, no infinities (Micikevicius et al. 2022).
  F8_E4M3(8),
  /// Five bits of exponent, two of mantissa: the upper half of a float16.
  F8_E5M2(8),
  I16(16),
  U16(16),
  F16(16),
  BF16(16),
  I32(32),
  U32(32),
  F32(32),
  C64(64),
  F64(64),
  I64(64),
  U64(64);

  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private final int bits;

  ElementType(int bits) {
    this.bits = bits;
  }

  public int bytes() {
    return bits / 8;
  }

  /// Whether its values are single real numbers, which all formats hold but complex ones.
  boolean isReal() {
    return this != C64;
  }

  /// The value at `index` as the nearest float32.
  ///
  /// @throws UnsupportedOperationException if the values are complex
  float read(MemorySegment values, long index) {
    return switch (this) {
      case BOOL -> values.get(BYTE, index) == 0 ? 0 : 1;
      case U8 -> Byte.toUnsignedInt(values.get(BYTE, index));
      case I8 -> values.get(BYTE, index);
      case F8_E4M3 -> eightBits(values.get(BYTE, index));
      case F8_E5M2 -> Float.float16ToFloat((short) (values.get(BYTE, index) << 8));
      case I16 -> values.getAtIndex(SHORT, index);
      case U16 -> Short.toUnsignedInt(values.getAtIndex(SHORT, index));
      case F16 -> Float.float16ToFloat(values.getAtIndex(SHORT, index));
      case BF16 -> Float.intBitsToFloat(values.getAtIndex(SHORT, index) << 16);
      case I32 -> values.getAtIndex(INT, index);
      case U32 -> Integer.toUnsignedLong(values.getAtIndex(INT, index));
      case F32 -> values.getAtIndex(FLOAT, index);
      case F64 -> (float) values.getAtIndex(DOUBLE, index);
      case I64 -> values.getAtIndex(LONG, index);
      case U64 -> unsigned(values.getAtIndex(LONG, index));
      case C64 -> throw new UnsupportedOperationException("a complex number is no float32");
    };
  }

  private static float eightBits(byte bits) {
    int exponent = bits >> 3 & 15;
    int mantissa = bits & 7;
    float size =
        exponent == 15 && mantissa == 7
            ? Float.NaN
            : exponent == 0
                ? Math.scalb((float) mantissa, -9)
                : Math.scalb((float) (8 + mantissa), exponent - 10);
    return bits < 0 ? -size : size;
  }

  /// Half of it, with the lost bit kept for the rounding, where the sign bit is a value.
  private static float unsigned(long bits) {
    return bits >= 0 ? (float) bits : (float) (bits >>> 1 | bits & 1) * 2;
  }

  static Optional<ElementType> named(String name) {
    for (var type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
