package lab.harmony.diffusion;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.torch.MemoryShortage;

/// The decoding half of an autoencoder, for pictures of any size: small ones together, large ones
/// alone, very large ones in tiles. What does not fit into memory at once is tried in smaller
/// parts.
final class PictureDecoder {

  /// Latents of one call: those of a picture of 1024 × 1024 pixels.
  private static final int MOST_TOGETHER = 128 * 128;

  private final AutoencoderKl vae;
  private final NDManager manager;

  PictureDecoder(AutoencoderKl vae, NDManager manager) {
    this.vae = vae;
    this.manager = manager;
  }

  /// Latents to pictures (B, 3, f·H, f·W) in [0, 1], one number after the other.
  float[] decode(Latents latents) {
    return latents.batch() * latents.height() * latents.width() > MOST_TOGETHER
        ? oneByOne(latents)
        : together(latents);
  }

  private float[] together(Latents latents) {
    try {
      return run(latents);
    } catch (RuntimeException e) {
      if (MemoryShortage.of(e).isEmpty()) {
        throw e;
      }
      return oneByOne(latents);
    }
  }

  private float[] oneByOne(Latents latents) {
    int size =
        3 * latents.height() * latents.width() * vae.config().factor() * vae.config().factor();
    var planes = new float[latents.batch() * size];
    for (int i = 0; i < latents.batch(); i++) {
      System.arraycopy(one(latents.slice(i, i + 1)), 0, planes, i * size, size);
    }
    return planes;
  }

  private float[] one(Latents latents) {
    if (latents.height() * latents.width() <= MOST_TOGETHER) {
      try {
        return run(latents);
      } catch (RuntimeException e) {
        if (MemoryShortage.of(e).isEmpty()) {
          throw e;
        }
      }
    }
    return Tiles.USUAL.decode(latents, vae.config().factor(), this::run);
  }

  private float[] run(Latents latents) {
    try (var scope = manager.newSubManager()) {
      var input =
          scope.create(
              latents.toArray(),
              new Shape(latents.batch(), latents.channels(), latents.height(), latents.width()));
      var pictures = vae.toPictures(input).toFloatArray();
      for (var i = 0; i < pictures.length; i++) {
        pictures[i] = Math.clamp(pictures[i] / 2 + 0.5f, 0f, 1f);
      }
      return pictures;
    }
  }
}
