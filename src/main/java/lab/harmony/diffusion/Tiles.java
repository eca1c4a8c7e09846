package lab.harmony.diffusion;

import lab.harmony.diffusion.latents.Latents;

/// Decodes a large picture in square pieces, so that memory depends on the piece and not on the
/// picture. Neighbours overlap, and each pixel is their mean, weighted by how far it is from their
/// edges, so no seam shows.
///
/// @param size of a piece, in latents
/// @param overlap of two neighbours, in latents
record Tiles(int size, int overlap) {

  /// Small enough for every machine, large enough for a face.
  static final Tiles USUAL = new Tiles(64, 16);

  Tiles {
    if (overlap < 0 || 2 * overlap > size || size < 1) {
      throw new IllegalArgumentException(
          "need an overlap of at most half a tile, got tiles of %d that overlap by %d"
              .formatted(size, overlap));
    }
  }

  /// What decodes a piece (1, C, h, w) to planes (3, f·h, f·w), as one run of numbers.
  interface Decoder {
    float[] decode(Latents piece);
  }

  /// The planes (3, f·H, f·W) of one picture (1, C, H, W).
  ///
  /// @param factor f, how many pixels become one latent along each side
  float[] decode(Latents latents, int factor, Decoder decoder) {
    var canvas = new Canvas(latents.height() * factor, latents.width() * factor);
    for (int top : starts(latents.height())) {
      for (int left : starts(latents.width())) {
        int height = Math.min(size, latents.height() - top);
        int width = Math.min(size, latents.width() - left);
        var piece = latents.crop(top, left, height, width);
        canvas.add(
            decoder.decode(piece),
            top * factor,
            left * factor,
            height * factor,
            width * factor,
            Math.max(1, overlap * factor));
      }
    }
    return canvas.mean();
  }

  /// Where pieces begin along one side; the last one ends with the picture.
  private int[] starts(int length) {
    if (length <= size) {
      return new int[] {0};
    }
    int step = size - overlap;
    int count = (length - overlap + step - 1) / step;
    var starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = Math.min(i * step, length - size);
    }
    return starts;
  }

  /// Sums of weighted pixels, and the sums of their weights.
  private static final class Canvas {

    private final int height;
    private final int width;
    private final float[] sums;
    private final float[] weights;

    Canvas(int height, int width) {
      this.height = height;
      this.width = width;
      this.sums = new float[3 * height * width];
      this.weights = new float[height * width];
    }

    void add(float[] planes, int top, int left, int pieceHeight, int pieceWidth, int ramp) {
      int pieceSize = pieceHeight * pieceWidth;
      for (int y = 0; y < pieceHeight; y++) {
        float down = weight(y, pieceHeight, ramp);
        for (int x = 0; x < pieceWidth; x++) {
          float weight = down * weight(x, pieceWidth, ramp);
          int to = (top + y) * width + left + x;
          weights[to] += weight;
          for (int plane = 0; plane < 3; plane++) {
            sums[plane * height * width + to] +=
                weight * planes[plane * pieceSize + y * pieceWidth + x];
          }
        }
      }
    }

    /// Rises over the first `ramp` places and falls over the last ones; never zero.
    private static float weight(int at, int length, int ramp) {
      return Math.min(ramp, Math.min(at, length - 1 - at) + 1) / (float) ramp;
    }

    float[] mean() {
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= weights[i % weights.length];
      }
      return sums;
    }
  }
}
