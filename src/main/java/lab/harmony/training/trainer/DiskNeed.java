package lab.harmony.training.trainer;

import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.training.spec.TrainingSpec;

/// What a training needs on the disk, in bytes.
final class DiskNeed {

  private DiskNeed() {}

  /// Three checkpoints and one that is being written, of all that a step needs; the adapters.
  static long whole(LoraTraining training, TrainingSpec spec) {
    int every = spec.evaluateEvery();
    long adapters =
        2L * training.parameters() * (every == 0 ? 1 : 1 + spec.settings().epochs() / every);
    return 4 * checkpoint(training, spec) + adapters;
  }

  /// Bytes of one checkpoint.
  static long checkpoint(LoraTraining training, TrainingSpec spec) {
    return 4L * training.parameters() * spec.settings().optimiser().parts().size();
  }
}
