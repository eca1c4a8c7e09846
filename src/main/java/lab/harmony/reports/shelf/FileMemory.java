package lab.harmony.reports.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import lab.harmony.workspace.Found;

/// Files as they were read, each once for as long as it is the same.
final class FileMemory<T> {
  private final Map<Path, Read<T>> known = new ConcurrentHashMap<>();
  private final Function<Path, Found<T>> read;

  /// @param read may be called by several at once, also for a file that is not there
  FileMemory(Function<Path, Found<T>> read) {
    this.read = read;
  }

  /// A file as it was read, and which file that was.
  private record Read<T>(FileTime changed, long size, Found<T> found) {}

  Found<T> of(Path file) {
    try {
      var facts = Files.readAttributes(file, BasicFileAttributes.class);
      var before = known.get(file);
      if (before != null
          && before.changed().equals(facts.lastModifiedTime())
          && before.size() == facts.size()) {
        return before.found();
      }
      var now = new Read<>(facts.lastModifiedTime(), facts.size(), read.apply(file));
      known.put(file, now);
      return now.found();
    } catch (IOException gone) {
      known.remove(file);
      return read.apply(file);
    }
  }
}
