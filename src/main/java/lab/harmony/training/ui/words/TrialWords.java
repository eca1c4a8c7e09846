package lab.harmony.training.ui.words;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.design.Times;
import lab.harmony.models.ModelName;
import lab.harmony.training.Trial;

/// What a training is expected to take, in words.
public final class TrialWords {

  private TrialWords() {}

  /// @param isReady whether everything that the training needs is there
  /// @param running the training that takes this machine
  public static String of(Trial trial, boolean isReady, Optional<ModelName> running) {
    return switch (trial) {
      case Trial.None _ ->
          isReady ? none(running) : "Once all of it is there, time, memory and disk are measured.";
      case Trial.Waiting(var place) ->
          "Waits to be measured, %s.".formatted(TrainingWords.place(place));
      case Trial.Measuring(var doing) -> "Being measured: " + doing;
      case Trial.Measured(var estimate, var at) ->
          "%s It was %s here on %s.".formatted(estimate.sentence(), estimate.found(), when(at));
      case Trial.Failed _ -> "It could not be measured what it takes.";
    };
  }

  private static String none(Optional<ModelName> running) {
    return running.isPresent()
        ? "It is measured when its turn comes. An estimate before that waits until %s has ended."
            .formatted(running.get())
        : "Time, memory and disk are measured first, by a few steps whose changes are thrown away.";
  }

  private static String when(Instant at) {
    return Times.dayAndTime(at);
  }
}
