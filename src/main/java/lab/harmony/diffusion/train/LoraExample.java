package lab.harmony.diffusion.train;

import java.util.Optional;
import lab.harmony.diffusion.latents.Latents;

/// One picture to learn from, encoded once.
///
/// @param latents (1, 4, h, w), scaled
/// @param mirrored the same picture from left to right, where it is also shown so
/// @param mask (1, 1, h, w), how much the error at each place counts; everywhere 1 without one
/// @param caption words
/// @param repeats how often it is shown in one epoch
/// @param weight how much its error counts; 1 is usual
/// @param framing what of the original picture it is
public record LoraExample(
    Latents latents,
    Optional<Latents> mirrored,
    Optional<Latents> mask,
    String caption,
    int repeats,
    double weight,
    Framing framing) {

  /// A picture's size before it was cropped, and where the crop begins, in pixels after scaling.
  public record Framing(int height, int width, int top, int left) {}

  public LoraExample {
    if (repeats < 1 || !(weight >= 0)) {
      throw new IllegalArgumentException(
          "need at least one repeat and a weight of at least 0, got %d and %s"
              .formatted(repeats, weight));
    }
  }

  /// A whole picture with nothing special about it.
  ///
  /// @param factor how many pixels become one latent along each side
  public static LoraExample of(Latents latents, int factor, String caption) {
    return new LoraExample(
        latents,
        Optional.empty(),
        Optional.empty(),
        caption,
        1,
        1,
        new Framing(latents.height() * factor, latents.width() * factor, 0, 0));
  }

  public LoraExample repeated(int times) {
    return new LoraExample(latents, mirrored, mask, caption, times, weight, framing);
  }
}
