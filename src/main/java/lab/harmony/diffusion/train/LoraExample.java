package lab.harmony.diffusion.train;

import lab.harmony.diffusion.sampling.Latents;

/// One picture to learn from, encoded once.
///
/// @param latents (1, 4, h, w), scaled
/// @param caption the place of its encoded caption among the captions of the data
/// @param repeats how often it is shown in one epoch
/// @param weight how much its error counts; 1 is usual
public record LoraExample(Latents latents, int caption, int repeats, double weight) {

  public LoraExample {
    if (repeats < 1 || !(weight >= 0)) {
      throw new IllegalArgumentException(
          "need at least one repeat and a weight of at least 0, got %d and %s"
              .formatted(repeats, weight));
    }
  }
}
