package lab.harmony.training.process;

import java.nio.file.Path;
import java.util.List;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.training.records.Wish;

/// What the process of a training is asked, a line of JSON each, told apart by `type`.
public sealed interface TrainerAsks {

  /// The first line: train, or find out what training would take.
  ///
  /// @param data the data folder
  /// @param threads torch computes on
  /// @param pinned what epochs draw besides the fixed prompts
  record Begin(
      boolean estimate, TrainingOrder order, Path data, int threads, List<MatrixPrompt> pinned)
      implements TrainerAsks {
    public Begin {
      pinned = List.copyOf(pinned);
    }
  }

  /// A wish, while it works.
  record Do(Wish wish) implements TrainerAsks {}
}
