package lab.harmony.diffusion.tensor;

/// How parameters follow their gradients: Adam with decoupled weight decay, after the gradients'
/// norm over all parameters has been limited.
///
/// @param clipNorm the largest norm; larger gradients are scaled down to it
/// @param averageDecay how much of the moving average of the parameters stays in each step
public record AdamW(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double clipNorm,
    double averageDecay) {

  public static final AdamW STANDARD = new AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01, 1, 0.999);

  public AdamW {
    if (!(learningRate >= 0
        && beta1 >= 0
        && beta1 < 1
        && beta2 >= 0
        && beta2 < 1
        && epsilon > 0
        && weightDecay >= 0
        && clipNorm > 0
        && averageDecay >= 0
        && averageDecay <= 1)) {
      throw new IllegalArgumentException("impossible optimiser settings: " + this);
    }
  }

  public AdamW withLearningRate(double rate) {
    return new AdamW(rate, beta1, beta2, epsilon, weightDecay, clipNorm, averageDecay);
  }

  public AdamW withWeightDecay(double decay) {
    return new AdamW(learningRate, beta1, beta2, epsilon, decay, clipNorm, averageDecay);
  }

  public AdamW withClipNorm(double norm) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, norm, averageDecay);
  }

  public AdamW withAverageDecay(double decay) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, clipNorm, decay);
  }
}
