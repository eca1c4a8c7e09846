package lab.harmony.diffusion.weights;

import java.util.List;

/// Where one tensor lies in the data part of a file: bytes `begin` to `end`, row-major.
record TensorEntry(String name, ElementType type, List<Long> shape, long begin, long end) {

  /// Refuses a shape whose size overflows or differs from the bytes given.
  TensorEntry {
    long size = type.bytes();
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new WeightsException("tensor %s has a negative dimension: %s".formatted(name, shape));
      }
      try {
        size = Math.multiplyExact(size, dimension);
      } catch (ArithmeticException overflow) {
        throw new WeightsException(
            "tensor %s has a shape too large to count: %s".formatted(name, shape), overflow);
      }
    }
    if (begin < 0 || end < begin) {
      throw new WeightsException(
          "tensor %s has impossible offsets: %d to %d".formatted(name, begin, end));
    }
    if (size != end - begin) {
      throw new WeightsException(
          "tensor %s of type %s and shape %s needs %d bytes, its offsets hold %d"
              .formatted(name, type, shape, size, end - begin));
    }
  }

  long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
