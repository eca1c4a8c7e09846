package lab.harmony.training.ui.words;

import java.time.Duration;
import lab.harmony.design.Times;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf.StepLine;
import lab.harmony.training.records.TrainingShelf.Training;

/// A training's state in words.
public final class TrainingWords {

  private static final int LATEST = 50;

  private TrainingWords() {}

  /// A small number as people write it: `5e-5`.
  public static String number(String value) {
    return value
        .replace("E", "e")
        .replaceFirst("\\.?0+e", "e")
        .replaceFirst("e([-+]?)0+(?=\\d)", "e$1");
  }

  static String state(TrainingLife.State state) {
    return state.word().alone();
  }

  /// `Running · step 120 of 1260 · drawing the fixed prompts 12 of 48`, `Preparing · opening the
  /// model doodle-base`; steps are left out while their number is not known.
  public static String progress(TrainingLife life, long steps) {
    var words = new StringBuilder(state(life.state()));
    if (life.total() > 0 && (life.state() != TrainingLife.State.PREPARING || steps > 0)) {
      words.append(" · step %d of %d".formatted(steps, life.total()));
    } else if (!life.state().isActive()) {
      words.append(" · no step is done yet");
    }
    life.doing().ifPresent(doing -> words.append(" · ").append(doing));
    return words.toString();
  }

  /// How far one is that is at work, in few words: `12 of 60`, `preparing`.
  static String atWork(TrainingLife life) {
    return life.state() == TrainingLife.State.RUNNING
        ? "%d of %d".formatted(life.steps(), life.total())
        : life.state().word().within();
  }

  /// The mean of the latest steps.
  public static double secondsPerStep(Training training) {
    var losses = training.losses();
    return losses.subList(Math.max(0, losses.size() - LATEST), losses.size()).stream()
        .mapToDouble(StepLine::seconds)
        .average()
        .orElse(0);
  }

  /// `about 2 min`
  public static String timeLeft(Training training) {
    var seconds = (training.life().total() - training.steps()) * secondsPerStep(training);
    return Times.about(Duration.ofSeconds(Math.round(seconds)));
  }

  /// @param place 1 is next
  public static String place(int place) {
    return place == 1 ? "next in line" : "number %d in line".formatted(place);
  }

  /// `Epoch 3`; what was drawn before the first is that of no epoch. `Epoch 3`, or `Step 40` for
  /// one that was drawn in the middle of an epoch.
  public static String evaluation(Evaluation one) {
    return one.isOfEpoch() ? epoch(one.epoch()) : "Step %d".formatted(one.step());
  }

  public static String epoch(int epoch) {
    return epoch == 0 ? "Untrained" : "Epoch %d".formatted(epoch);
  }
}
