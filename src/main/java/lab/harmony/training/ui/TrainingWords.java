package lab.harmony.training.ui;

import java.time.Duration;
import java.util.Locale;
import lab.harmony.training.TrainingLife;
import lab.harmony.training.TrainingShelf.StepLine;
import lab.harmony.training.TrainingShelf.Training;

/// A training's state in words.
final class TrainingWords {

  private static final int LATEST = 50;

  private TrainingWords() {}

  /// A small number as people write it: `5e-5`.
  static String number(String value) {
    return value.replace(".0E", "E").replace("E", "e");
  }

  static String state(TrainingLife.State state) {
    return switch (state) {
      case RUNNING -> "Running";
      case FINISHED -> "Finished";
      case STOPPED -> "Stopped";
      case FAILED -> "Failed";
      case INTERRUPTED -> "Interrupted";
    };
  }

  /// `step 120 of 1,260 · 0.12 s per step · 2 min left`
  static String progress(Training training) {
    var life = training.life();
    var words = "step %d of %d".formatted(training.steps(), life.total());
    if (life.state() != TrainingLife.State.RUNNING || training.losses().isEmpty()) {
      return words;
    }
    var losses = training.losses();
    double seconds =
        losses.subList(Math.max(0, losses.size() - LATEST), losses.size()).stream()
            .mapToDouble(StepLine::seconds)
            .average()
            .orElse(0);
    var left = Duration.ofSeconds(Math.round((life.total() - training.steps()) * seconds));
    return String.format(
        Locale.ROOT,
        "%s · %.2f s per step · about %s left",
        words,
        seconds,
        left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s");
  }
}
