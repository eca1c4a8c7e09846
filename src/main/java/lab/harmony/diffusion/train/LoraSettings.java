package lab.harmony.diffusion.train;

import java.util.Set;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.Optimiser;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;

/// Everything that decides what a LoRA training comes to, besides the model and the data.
///
/// @param rank of the matrices
/// @param alpha what is added is multiplied by alpha / rank
/// @param dropout how much of what comes out of the lower matrices is left out in each step
/// @param textEncoderRate the learning rate of the text encoders at its peak; 0 does not train them
/// @param batch pictures whose gradients are computed together
/// @param accumulation batches in one step
/// @param optimiser its learning rate is replaced by that of `learningRate`, its average decay by
///   `averageDecay`
/// @param snr how much errors count by the amount of noise
/// @param noiseOffset how far the noise of a whole channel is moved; 0 is usual
/// @param averageDecay how much of the moving average of the matrices stays in each step; 0 keeps
///   none
/// @param precision of the model's own weights; the matrices and all sums are float32
/// @param memory for what a step computes on its way to the loss
/// @param seed of order, noise, timesteps and first matrices
public record LoraSettings(
    int rank,
    double alpha,
    double dropout,
    Set<LoraTarget> targets,
    LearningRate learningRate,
    double textEncoderRate,
    int epochs,
    int batch,
    int accumulation,
    Optimiser optimiser,
    SnrWeight snr,
    double noiseOffset,
    CaptionRule captions,
    double averageDecay,
    Precision precision,
    Memory memory,
    long seed) {

  public LoraSettings {
    targets = Set.copyOf(targets);
    require(rank >= 1 && rank <= 1024, "the rank must be from 1 to 1024, got %d", rank);
    require(alpha > 0 && alpha <= 1024, "alpha must be above 0 and at most 1024, got %s", alpha);
    require(dropout >= 0 && dropout < 1, "the dropout must be from 0 to below 1, got %s", dropout);
    require(!targets.isEmpty(), "need at least one kind of layers to train%s", "");
    require(
        textEncoderRate >= 0 && textEncoderRate <= 10,
        "the text encoders' learning rate must be from 0 to 10, got %s",
        textEncoderRate);
    require(
        textEncoderRate == 0 || learningRate.peak() > 0,
        "text encoders are trained along with the UNet, whose learning rate is %s",
        learningRate.peak());
    require(epochs >= 1 && epochs <= 10_000, "the epochs must be from 1 to 10000, got %d", epochs);
    require(batch >= 1 && batch <= 256, "the batch must be from 1 to 256, got %d", batch);
    require(
        accumulation >= 1 && accumulation <= 1024,
        "the batches in one step must be from 1 to 1024, got %d",
        accumulation);
    require(
        noiseOffset >= 0 && noiseOffset <= 1,
        "the noise offset must be from 0 to 1, got %s",
        noiseOffset);
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

  /// The same for so many epochs.
  public LoraSettings withEpochs(int other) {
    return new LoraSettings(
        rank,
        alpha,
        dropout,
        targets,
        learningRate,
        textEncoderRate,
        other,
        batch,
        accumulation,
        optimiser,
        snr,
        noiseOffset,
        captions,
        averageDecay,
        precision,
        memory,
        seed);
  }

  public boolean trainsTextEncoders() {
    return textEncoderRate > 0;
  }

  /// How each layer is changed.
  Adaptation adaptation() {
    return new Adaptation(rank, alpha / rank, dropout);
  }

  /// The optimiser's rule of a step, counted from 0, of so many.
  Optimiser rule(long step, long steps) {
    return optimiser.withLearningRate(learningRate.at(step, steps)).withAverageDecay(averageDecay);
  }

  /// What the learning rate is multiplied by for a parameter of this name.
  double factor(String parameter) {
    return parameter.startsWith(LoraNetworks.UNET + ".")
        ? 1
        : textEncoderRate / learningRate.peak();
  }
}
