package lab.harmony.diffusion.tensor;

import java.util.Set;
import lab.harmony.diffusion.tensor.TrainingState.Part;

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019).
public record AdamW(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double clipNorm,
    double averageDecay)
    implements Optimiser {

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

  @Override
  public String word() {
    return "AdamW";
  }

  @Override
  public double stepLength(TrainingState state) {
    return learningRate;
  }

  @Override
  public Set<Part> parts() {
    return Set.of(Part.PARAMETER, Part.FIRST_MOMENT, Part.SECOND_MOMENT, Part.AVERAGE);
  }

  @Override
  public AdamW withLearningRate(double rate) {
    return new AdamW(rate, beta1, beta2, epsilon, weightDecay, clipNorm, averageDecay);
  }

  public AdamW withClipNorm(double norm) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, norm, averageDecay);
  }

  @Override
  public AdamW withAverageDecay(double decay) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, clipNorm, decay);
  }
}
