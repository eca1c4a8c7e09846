package lab.harmony.diffusion.tensor;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The number formats that a network's weights can have while it runs.
public enum Precision {
  /// 24 significant bits: what the reference computes with.
  FLOAT32(6),
  /// 8 significant bits, the range of float32: half the memory, and fast on processors that know
  /// it.
  BFLOAT16(15),
  /// 11 significant bits and a small range: half the memory; meant for GPUs.
  FLOAT16(5);

  /// How torch numbers its types.
  private final int scalarType;

  Precision(int scalarType) {
    this.scalarType = scalarType;
  }

  int scalarType() {
    return scalarType;
  }

  /// `float32`, `bfloat16` or `float16`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException naming the words there are
  public static Precision byWord(String word) {
    return Arrays.stream(values())
        .filter(precision -> precision.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no precision \"%s\"; there are %s"
                    .formatted(
                        word,
                        Arrays.stream(values())
                            .map(Precision::word)
                            .collect(Collectors.joining(", ")))));
  }
}
