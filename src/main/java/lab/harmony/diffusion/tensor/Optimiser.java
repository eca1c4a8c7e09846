package lab.harmony.diffusion.tensor;

import java.util.Set;

/// How parameters follow their gradients, after the gradients' norm over all parameters has been
/// limited.
public sealed interface Optimiser permits AdamW, Prodigy {

  double learningRate();

  /// The largest norm; larger gradients are scaled down to it.
  double clipNorm();

  /// How much of the moving average of the parameters stays in each step.
  double averageDecay();

  /// `AdamW` or `Prodigy`, as files of adapters name it.
  String word();

  /// What the next step moves parameters by, before their gradients and factors count.
  double stepLength(TrainingState state);

  Optimiser withLearningRate(double rate);

  Optimiser withAverageDecay(double decay);

  /// What it has to remember of each parameter.
  Set<TrainingState.Part> parts();
}
