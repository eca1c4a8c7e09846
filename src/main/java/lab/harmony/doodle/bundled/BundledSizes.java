package lab.harmony.doodle.bundled;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.network.VaeConfig;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.vision.PartsConfig;

/// The sizes of the bundled models and the lengths of their trainings.
final class BundledSizes {

  static final int VOCABULARY_SIZE = 1000;

  /// 128 x 128 pixels become 32 x 32 latents of 4 channels.
  static final int LATENT_SIDE = 32;

  static final int LATENTS = 4 * LATENT_SIDE * LATENT_SIDE;

  static final VaeConfig VAE =
      new VaeConfig(3, 4, List.of(16, 32, 48), 1, 8, false, true, true, 1, FaceRenderer.SIZE);

  static final UNetConfig UNET =
      new UNetConfig(
          4,
          4,
          List.of(32, 48, 96),
          List.of(false, true, false),
          List.of(false, true, false),
          1,
          64,
          List.of(4, 4, 4),
          List.of(1, 1, 1),
          16,
          1e-5,
          true,
          0,
          false,
          LATENT_SIDE,
          Optional.empty());

  static final PartsConfig PARTS =
      new PartsConfig(
          FaceRenderer.SIZE,
          List.of(16, 32, 48, 64),
          8,
          Arrays.stream(DoodleEmotion.values()).map(DoodleEmotion::word).toList());

  private BundledSizes() {}

  static ClipTextConfig textEncoder(int vocabularySize) {
    return ClipTextConfig.small(vocabularySize, 64, 4, 2);
  }

  /// What a diffusion model starts from and how long it learns.
  enum Diffusion {
    START("start", DrawingSet.MIXED, 8000, new Plan(3200, 1e-3, 0.35, 0.998)),
    ANIME("doodle-anime", DrawingSet.COHERENT, 3000, new Plan(2800, 7e-4, 0.01, 0.998)),
    BASE("doodle-base", DrawingSet.CONTRADICTORY, 3000, new Plan(2800, 7e-4, 0.01, 0.998));

    private final String model;
    private final DrawingSet set;
    private final int drawings;
    private final Plan plan;

    Diffusion(String model, DrawingSet set, int drawings, Plan plan) {
      this.model = model;
      this.set = set;
      this.drawings = drawings;
      this.plan = plan;
    }

    String model() {
      return model;
    }

    DrawingSet set() {
      return set;
    }

    int drawings() {
      return drawings;
    }

    Plan plan() {
      return plan;
    }
  }

  static final Plan VAE_PLAN = new Plan(5400, 2e-3, 0.02, 0.995);

  static final Plan PARTS_PLAN = new Plan(1500, 2e-3, 0.02, 0.99);

  /// How long a training goes on and how fast it learns.
  ///
  /// @param steps in all
  /// @param rate the highest learning rate, reached after a short rise
  /// @param finalShare which share of the highest rate is left at the end
  /// @param averageDecay of the moving average of the weights, which is what is kept
  record Plan(long steps, double rate, double finalShare, double averageDecay) {

    private static final double RISE = 100;

    /// The learning rate when `share` of the training is done: a short rise, then half a cosine.
    double rate(long step, double share) {
      double cosine = 0.5 * (1 + Math.cos(Math.PI * share));
      return rate * Math.min(1, (step + 1) / RISE) * (finalShare + (1 - finalShare) * cosine);
    }

    /// Shorter memory for the first steps, so that the start is soon forgotten.
    double averageDecay(long step) {
      return Math.min(averageDecay, (1.0 + step) / (10 + step));
    }
  }

  /// The random numbers of one step: the same however often a training was interrupted.
  static SplittableRandom random(long seed, long step) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step * 0xD1B54A32D192ED03L);
  }
}
