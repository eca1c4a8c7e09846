package lab.harmony.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Found;
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
  /// @param by who wants it; empty in a line of the version before
  record Entry(String name, String spec, OptionalInt epochs, Optional<String> by) {}

  /// A file that cannot be read is set aside at the next change, and nothing waits.
  List<Entry> entries() {
    return read().orElse(_ -> List.of());
  }

  private Found<List<Entry>> read() {
    return Files.exists(file)
        ? Found.jsonList(file, JSON, Entry.class)
        : new Found.Good<>(List.of());
  }

  /// Why those that wait are not known, if so.
  Optional<FileProblem> problem() {
    return read().unreadable();
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
    if (problem().isPresent()) {
      setAside();
    }
    AtomicFiles.write(file, JSON.writeValueAsString(entries));
  }

  private void setAside() {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".damaged"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(file, e);
    }
  }
}
