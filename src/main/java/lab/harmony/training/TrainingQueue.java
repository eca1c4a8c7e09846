package lab.harmony.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.AtomicFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The trainings that wait for those before them, the next first; kept in a file, so that they wait
/// on when the lab ends.
final class TrainingQueue {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  TrainingQueue(Path file) {
    this.file = file;
  }

  /// @param epochs instead of the spec's, where more are wanted
  record Entry(String name, String spec, OptionalInt epochs) {}

  List<Entry> entries() {
    try {
      return Files.exists(file)
          ? JSON.readValue(Files.readString(file), new TypeReference<List<Entry>>() {})
          : List.of();
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "%s should list the trainings that wait; remove it to begin with none".formatted(file),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  /// Puts a training at the end; one that waits already gets the new epochs at its place.
  void add(Entry entry) {
    var entries = new ArrayList<>(entries());
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).name.equals(entry.name)) {
        entries.set(i, entry);
        write(entries);
        return;
      }
    }
    entries.add(entry);
    write(entries);
  }

  void remove(ModelName name) {
    var entries = new ArrayList<>(entries());
    if (entries.removeIf(entry -> entry.name.equals(name.value()))) {
      write(entries);
    }
  }

  /// Takes the next one out.
  Optional<Entry> take() {
    var entries = new ArrayList<>(entries());
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    var first = entries.removeFirst();
    write(entries);
    return Optional.of(first);
  }

  private void write(List<Entry> entries) {
    AtomicFiles.write(file, JSON.writeValueAsString(entries));
  }
}
