package lab.harmony.training.process;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What goes between the lab and the process of a training, as lines.
final class TrainerLines {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TrainerLines() {}

  static String line(Object message) {
    return JSON.writeValueAsString(message);
  }

  /// Empty if a library wrote the line.
  static Optional<TrainerSays> said(String line) {
    return read(line, TrainerSays.class);
  }

  /// Empty if it is nothing that can be asked.
  static Optional<TrainerAsks> asked(String line) {
    return read(line, TrainerAsks.class);
  }

  private static <T> Optional<T> read(String line, Class<T> type) {
    try {
      return Optional.ofNullable(JSON.readValue(line, type));
    } catch (JacksonException noMessage) {
      return Optional.empty();
    }
  }
}
