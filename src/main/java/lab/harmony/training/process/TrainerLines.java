package lab.harmony.training.process;

import java.util.Optional;
import lab.harmony.json.JsonMessages;
import lab.harmony.json.JsonProblem;

/// What goes between the lab and the process of a training, as lines.
final class TrainerLines {

  private static final JsonMessages<TrainerSays> SAYS = new JsonMessages<>(TrainerSays.class);
  private static final JsonMessages<TrainerAsks> ASKS = new JsonMessages<>(TrainerAsks.class);

  private TrainerLines() {}

  static String line(TrainerSays what) {
    return SAYS.line(what);
  }

  static String line(TrainerAsks what) {
    return ASKS.line(what);
  }

  /// Empty if a library wrote the line.
  static Optional<TrainerSays> said(String line) {
    return read(SAYS, line);
  }

  /// Empty if it is nothing that can be asked.
  static Optional<TrainerAsks> asked(String line) {
    return read(ASKS, line);
  }

  private static <T> Optional<T> read(JsonMessages<T> messages, String line) {
    try {
      return Optional.of(messages.message(line));
    } catch (JsonProblem noMessage) {
      return Optional.empty();
    }
  }
}
