package lab.harmony.diffusion.weights;

import java.util.Optional;

/// The number formats of a safetensors file, by the names the format gives them.
public enum ElementType {
  BOOL(8),
  U8(8),
  I8(8),
  F8_E4M3(8),
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

  private final int bits;

  ElementType(int bits) {
    this.bits = bits;
  }

  public int bytes() {
    return bits / 8;
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
