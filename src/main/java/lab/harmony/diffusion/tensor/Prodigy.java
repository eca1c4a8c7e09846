package lab.harmony.diffusion.tensor;

import java.util.Set;
import lab.harmony.diffusion.tensor.TrainingState.Part;

/// Adam that finds its own step size d from how far the parameters came and how the gradients point
/// (Mishchenko and Defazio 2023, algorithm 4). The learning rate multiplies d; 1 is usual.
///
/// With bias correction and decoupled weight decay; d grows only.
///
/// @param firstStepSize d before the first step
/// @param coefficient what the estimate of d is multiplied by
public record Prodigy(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double clipNorm,
    double averageDecay,
    double firstStepSize,
    double coefficient)
    implements Optimiser {

  /// What the training state keeps d and the numerator of its estimate under.
  static final String STEP_SIZE = "step_size";

  static final String NUMERATOR = "numerator";

  public Prodigy {
    if (!(learningRate >= 0
        && beta1 >= 0
        && beta1 < 1
        && beta2 >= 0
        && beta2 < 1
        && epsilon > 0
        && weightDecay >= 0
        && clipNorm > 0
        && averageDecay >= 0
        && averageDecay <= 1
        && firstStepSize > 0
        && coefficient > 0)) {
      throw new IllegalArgumentException("impossible optimiser settings: " + this);
    }
  }

  @Override
  public String word() {
    return "Prodigy";
  }

  @Override
  public double stepLength(TrainingState state) {
    return stepSize(state) * learningRate;
  }

  @Override
  public Set<Part> parts() {
    return Set.of(
        Part.PARAMETER,
        Part.FIRST_MOMENT,
        Part.SECOND_MOMENT,
        Part.AVERAGE,
        Part.START,
        Part.GRADIENT_SUM);
  }

  @Override
  public Prodigy withLearningRate(double rate) {
    return new Prodigy(
        rate,
        beta1,
        beta2,
        epsilon,
        weightDecay,
        clipNorm,
        averageDecay,
        firstStepSize,
        coefficient);
  }

  @Override
  public Prodigy withAverageDecay(double decay) {
    return new Prodigy(
        learningRate,
        beta1,
        beta2,
        epsilon,
        weightDecay,
        clipNorm,
        decay,
        firstStepSize,
        coefficient);
  }

  /// The step size for a training that is to begin or goes on.
  double stepSize(TrainingState state) {
    return state.number(STEP_SIZE, firstStepSize);
  }

  /// d · learning rate · √(1 - β₂ᵏ) / (1 - β₁ᵏ), what the next step moves by.
  double rate(TrainingState state) {
    long k = state.steps() + 1;
    double correction = Math.sqrt(1 - Math.pow(beta2, k)) / (1 - Math.pow(beta1, k));
    return stepLength(state) * correction;
  }
}
