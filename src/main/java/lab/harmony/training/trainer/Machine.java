package lab.harmony.training.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What the machine has left, in bytes, and the time by which its work is measured.
public interface Machine {

  /// The memory that this process has in use, where the system says so.
  OptionalLong usedMemory();

  /// The memory that is left for all processes, where the system says so.
  OptionalLong freeMemory();

  /// A time that only goes on, in nanoseconds from whenever.
  default long nanoTime() {
    return System.nanoTime();
  }

  /// The room on the disk of a folder.
  long freeDisk(Path folder);

  /// This machine.
  static Machine here() {
    return new Machine() {
      @Override
      public OptionalLong usedMemory() {
        return kibibytes(Path.of("/proc/self/status"), "VmRSS:");
      }

      @Override
      public OptionalLong freeMemory() {
        return kibibytes(Path.of("/proc/meminfo"), "MemAvailable:");
      }

      @Override
      public long freeDisk(Path folder) {
        try {
          return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
          throw new UncheckedIOException("the disk of %s cannot be asked".formatted(folder), e);
        }
      }
    };
  }

  private static OptionalLong kibibytes(Path file, String name) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException | UncheckedIOException noSuchFile) {
      return OptionalLong.empty(); // Only Linux has these.
    }
  }
}
