package lab.harmony.diffusion.train;

import java.util.Set;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.Adaptation;

/// Everything that decides what a LoRA training comes to, besides the model and the data.
///
/// @param rank of the matrices
/// @param alpha what is added is multiplied by alpha / rank
/// @param batch pictures in one step
/// @param optimiser its learning rate is replaced by that of `learningRate`, its average decay by
///   `averageDecay`
/// @param snr how much errors count by the amount of noise
/// @param noiseOffset how far the noise of a whole channel is moved; 0 is usual
/// @param captionDropout how often a picture is shown without its caption, 0 to 1
/// @param averageDecay how much of the moving average of the matrices stays in each step; 0 keeps
///   none
/// @param seed of order, noise, timesteps and first matrices
public record LoraSettings(
    int rank,
    double alpha,
    Set<LoraTarget> targets,
    LearningRate learningRate,
    int batch,
    AdamW optimiser,
    SnrWeight snr,
    double noiseOffset,
    double captionDropout,
    double averageDecay,
    long seed) {

  public LoraSettings {
    targets = Set.copyOf(targets);
    require(rank >= 1 && rank <= 1024, "the rank must be from 1 to 1024, got %d", rank);
    require(alpha > 0 && alpha <= 1024, "alpha must be above 0 and at most 1024, got %s", alpha);
    require(!targets.isEmpty(), "need at least one kind of layers to train%s", "");
    require(batch >= 1 && batch <= 256, "the batch must be from 1 to 256, got %d", batch);
    require(
        noiseOffset >= 0 && noiseOffset <= 1,
        "the noise offset must be from 0 to 1, got %s",
        noiseOffset);
    require(
        captionDropout >= 0 && captionDropout <= 1,
        "the caption dropout must be from 0 to 1, got %s",
        captionDropout);
    require(
        averageDecay >= 0 && averageDecay < 1,
        "the average decay must be from 0 to below 1, got %s",
        averageDecay);
  }

  private static void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(value));
    }
  }

  /// How each layer is changed.
  public Adaptation adaptation() {
    return new Adaptation(rank, alpha / rank);
  }

  /// The optimiser's rule of a step, counted from 0.
  AdamW rule(long step) {
    return optimiser.withLearningRate(learningRate.at(step)).withAverageDecay(averageDecay);
  }
}
