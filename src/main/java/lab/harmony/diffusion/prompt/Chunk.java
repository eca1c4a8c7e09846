package lab.harmony.diffusion.prompt;

import java.util.Arrays;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;

/// What a text encoder takes at once: start, up to 75 tokens, end and padding, 77 in all, and a
/// weight for each. Never changes.
public final class Chunk {

  private final int[] ids;
  private final float[] weights;

  Chunk(int[] ids, float[] weights) {
    if (ids.length != weights.length) {
      throw new IllegalArgumentException(
          "%d ids and %d weights".formatted(ids.length, weights.length));
    }
    this.ids = ids;
    this.weights = weights;
  }

  /// A text without weights; what does not fit is cut off.
  static Chunk of(String text, ClipTokenizer tokenizer) {
    var ids = tokenizer.encode(text);
    var weights = new float[ids.length];
    Arrays.fill(weights, 1);
    return new Chunk(ids, weights);
  }

  public int[] ids() {
    return ids.clone();
  }

  /// As many as ids; start, end and padding weigh 1.
  public float[] weights() {
    return weights.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chunk chunk
        && Arrays.equals(ids, chunk.ids)
        && Arrays.equals(weights, chunk.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "Chunk(%s, %s)".formatted(Arrays.toString(ids), Arrays.toString(weights));
  }
}
