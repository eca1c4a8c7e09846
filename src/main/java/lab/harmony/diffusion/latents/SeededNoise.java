package lab.harmony.diffusion.latents;

/// Standard normal noise that one seed stands for, number for number what `torch.randn` draws on
/// the processor after `torch.manual_seed`, to the last digits of float32.
///
/// Computed here and in float32 on every machine, so that a seed means the same picture on every
/// device. Each picture has a source of its own: what else is in its batch does not matter.
public final class SeededNoise {

  private static final int LANES = 8;
  private static final int BLOCK = 2 * LANES;

  private final MersenneTwister bits;

  public SeededNoise(long seed) {
    this.bits = new MersenneTwister((int) seed);
  }

  /// The next picture's worth of noise, (1, C, H, W).
  public Latents draw(int channels, int height, int width) {
    return Latents.of(1, channels, height, width, draw(channels * height * width));
  }

  /// The next numbers; torch draws fewer than 16 in another way, which nothing here needs.
  public float[] draw(int count) {
    if (count < BLOCK) {
      throw new IllegalArgumentException(
          "need at least %d numbers, got %d".formatted(BLOCK, count));
    }
    var numbers = new float[count];
    fillUniform(numbers, 0);
    for (var at = 0; at + BLOCK <= count; at += BLOCK) {
      toNormal(numbers, at);
    }
    if (count % BLOCK != 0) {
      fillUniform(numbers, count - BLOCK);
      toNormal(numbers, count - BLOCK);
    }
    return numbers;
  }

  private void fillUniform(float[] numbers, int from) {
    for (var i = from; i < numbers.length; i++) {
      numbers[i] = (bits.next() & 0xFFFFFF) * 0x1p-24f;
    }
  }

  /// Box and Muller's transform of eight pairs.
  private static void toNormal(float[] numbers, int at) {
    for (var i = at; i < at + LANES; i++) {
      var radius = Math.sqrt(-2 * Math.log(1 - numbers[i]));
      var angle = 2 * Math.PI * numbers[i + LANES];
      numbers[i] = (float) (radius * Math.cos(angle));
      numbers[i + LANES] = (float) (radius * Math.sin(angle));
    }
  }
}
