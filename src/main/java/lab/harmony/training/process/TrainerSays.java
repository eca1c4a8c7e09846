package lab.harmony.training.process;

import java.nio.file.Path;
import lab.harmony.training.records.Estimate;
import lab.harmony.training.records.Wish;

/// What the process of a training says, a line of JSON each, told apart by `type`. The last one
/// says how it ended.
public sealed interface TrainerSays {

  /// A line for people.
  record Said(String line) implements TrainerSays {}

  /// What it does besides taking steps; nothing when it is back at them.
  record Doing(String what) implements TrainerSays {}

  /// It has prepared; the next is a step.
  record Running(long steps, long total) implements TrainerSays {}

  record Step(long step, long total, double secondsPerStep) implements TrainerSays {}

  /// What was asked is done.
  record Done(Wish wish) implements TrainerSays {}

  /// @param adapter where it lies among the models
  record Finished(Path adapter) implements TrainerSays {}

  /// @param reason why it could not go on for now; empty if it was asked to stop
  record Stopped(long step, String reason) implements TrainerSays {}

  record Failed(String reason) implements TrainerSays {}

  record Estimated(Estimate estimate) implements TrainerSays {}
}
