package lab.harmony.training.trainer;

import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.training.records.Estimate;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.FixedRecipe;
import lab.harmony.training.spec.TrainingSpec;

/// Measures what a training will take, by a short trial that changes nothing of it.
final class ShortTrial {

  /// Steps of the sampler; the first time is not counted, for a script is compiled when it is first
  /// used.
  private static final int[] DRAWINGS = {
    Estimate.SHORT_DRAWING, Estimate.SHORT_DRAWING, Estimate.LONG_DRAWING
  };

  private ShortTrial() {}

  static Estimate estimate(
      LoraStudio studio,
      LoraTraining training,
      TrainingSpec spec,
      Trainer.Place place,
      Stage stage) {
    int[] number = {0};
    double seconds =
        training.trial(
            Estimate.TRIAL_STEPS,
            () -> stage.doing("trial step", ++number[0], Estimate.TRIAL_STEPS));
    var settings = spec.settings();
    int epochsLeft =
        Math.toIntExact(settings.epochs() - training.steps() / training.stepsPerEpoch());
    int every = spec.evaluateEvery();
    int evaluations =
        every == 0 ? 0 : (epochsLeft + every - 1) / every + (training.steps() == 0 ? 1 : 0);
    return new Estimate(
        training.total() - training.steps(),
        seconds,
        evaluations,
        evaluations == 0 ? 0 : evaluation(studio, training, spec, place, stage),
        place.machine().usedMemory(),
        DiskNeed.whole(training, spec));
  }

  /// Seconds of one evaluation. The first of its batches is drawn with one step of the sampler,
  /// then with a few: the difference is what steps take, the rest is what each batch takes besides.
  /// Training steps are no measure for this: they keep and differentiate what is computed, and
  /// their batches are smaller.
  private static double evaluation(
      LoraStudio studio,
      LoraTraining training,
      TrainingSpec spec,
      Trainer.Place place,
      Stage stage) {
    var prompts = place.exam().prompts();
    var batch = prompts.subList(0, Math.min(Evaluation.TOGETHER, prompts.size()));
    var times = new double[DRAWINGS.length];
    for (int i = 0; i < times.length; i++) {
      int steps = DRAWINGS[i];
      long begin = place.machine().nanoTime();
      studio.draw(
          training,
          batch.stream().map(prompt -> FixedPrompts.request(spec, prompt, steps)).toList(),
          (_, _) -> {
            stage.doing("trial drawing");
            return true;
          });
      times[i] = (place.machine().nanoTime() - begin) / 1e9;
    }
    double step =
        Math.max(0, times[2] - times[1]) / (Estimate.LONG_DRAWING - Estimate.SHORT_DRAWING);
    double each = times[1] + (FixedRecipe.STEPS - Estimate.SHORT_DRAWING) * step;
    return each * place.exam().faces() / batch.size();
  }
}
