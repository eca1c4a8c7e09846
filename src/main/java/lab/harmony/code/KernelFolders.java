package lab.harmony.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.kernel.KernelClassPath;
import lab.harmony.workspace.DataFolder;
import org.springframework.util.FileSystemUtils;

/// The folders in which kernels work. One lives as long as its kernel; those of a lab that was
/// killed are removed by the next one.
final class KernelFolders {

  private final Path work;
  private final Path classes;

  KernelFolders(DataFolder data) {
    this.work = data.kernels().resolve("work");
    this.classes = data.kernels().resolve("classes");
  }

  /// What kernels load, made if it is not there.
  List<Path> classPath() {
    try {
      return KernelClassPath.in(Files.createDirectories(classes));
    } catch (IOException e) {
      throw new UncheckedIOException("the classes of kernels could not be written", e);
    }
  }

  /// A new folder for a kernel of this process.
  Path make() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(work), ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException("a kernel has no folder to work in", e);
    }
  }

  static void remove(Path folder) {
    FileSystemUtils.deleteRecursively(folder.toFile());
  }

  /// Removes those of processes that are no more.
  void sweep() {
    if (Files.isDirectory(work)) {
      try (Stream<Path> all = Files.list(work)) {
        all.filter(KernelFolders::isLeft).forEach(KernelFolders::remove);
      } catch (IOException e) {
        throw new UncheckedIOException("the folders of kernels cannot be listed", e);
      }
    }
  }

  private static boolean isLeft(Path folder) {
    var process = folder.getFileName().toString().replaceFirst("-.*", "");
    return process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).isEmpty();
  }
}
