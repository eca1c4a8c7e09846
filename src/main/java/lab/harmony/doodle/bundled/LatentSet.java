package lab.harmony.doodle.bundled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;
import lab.harmony.doodle.drawing.FaceRenderer;

/// Captioned drawings, encoded once: latents and token ids, ready for training.
record LatentSet(float[] latents, int[][] ids) {

  private static final int AT_ONCE = 20;

  int size() {
    return ids.length;
  }

  static LatentSet draw(
      DrawingSet set,
      int count,
      AutoencoderKl vae,
      ClipTokenizer tokenizer,
      SplittableRandom random,
      NDManager manager) {
    float[] latents = new float[count * BundledSizes.LATENTS];
    int[][] ids = new int[count][];
    float[] pixels = new float[AT_ONCE * Drawings.NUMBERS];
    for (int i = 0; i < count; i += AT_ONCE) {
      int group = Math.min(AT_ONCE, count - i);
      for (int j = 0; j < group; j++) {
        CaptionedFace next = set.next(random);
        ids[i + j] = tokenizer.encode(next.caption());
        Pixels.write(FaceRenderer.draw(next.face()), pixels, j * Drawings.NUMBERS);
      }
      float[] encoded = encode(vae, pixels, group, manager);
      System.arraycopy(encoded, 0, latents, i * BundledSizes.LATENTS, encoded.length);
    }
    return new LatentSet(latents, ids);
  }

  /// The latents of the first `count` drawings in `pixels`.
  static float[] encode(AutoencoderKl vae, float[] pixels, int count, NDManager manager) {
    try (NDManager scope = manager.newSubManager()) {
      float[] used = Arrays.copyOf(pixels, count * Drawings.NUMBERS);
      NDArray images =
          scope.create(used, new Shape(count, 3, FaceRenderer.SIZE, FaceRenderer.SIZE));
      return vae.toLatents(images).toFloatArray();
    }
  }

  /// The pictures of `count` rows of latents, as planes of colours.
  static float[] decode(AutoencoderKl vae, float[] latents, int count, NDManager manager) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray rows =
          scope.create(
              latents, new Shape(count, 4, BundledSizes.LATENT_SIDE, BundledSizes.LATENT_SIDE));
      return vae.toPictures(rows).toFloatArray();
    }
  }
}
