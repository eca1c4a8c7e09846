package lab.harmony.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lab.harmony.workspace.DataFolder;
import org.springframework.util.FileSystemUtils;

/// The folders of processes that answer queries, named by the process of the lab that they belong
/// to; those of a lab that was killed are removed by the next one.
final class SqlFolders {

  private final Path work;
  private final Path program;

  SqlFolders(DataFolder data) {
    this.work = data.sql().resolve("work");
    this.program = data.sql().resolve("program");
  }

  /// Where lies what they are started with.
  Path program() {
    try {
      return Files.createDirectories(program);
    } catch (IOException e) {
      throw new SqlRefused("there is no folder for the database engine: " + e.getMessage());
    }
  }

  /// A new one.
  Path make() throws IOException {
    return Files.createTempDirectory(
        Files.createDirectories(work), ProcessHandle.current().pid() + "-");
  }

  static void remove(Path folder) {
    FileSystemUtils.deleteRecursively(folder.toFile());
  }

  void sweep() {
    if (Files.isDirectory(work)) {
      try (Stream<Path> all = Files.list(work)) {
        all.filter(SqlFolders::isLeft).forEach(SqlFolders::remove);
      } catch (IOException e) {
        throw new SqlRefused("the folders of queries cannot be listed: " + e.getMessage());
      }
    }
  }

  private static boolean isLeft(Path folder) {
    var process = folder.getFileName().toString().replaceFirst("-.*", "");
    return process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).isEmpty();
  }
}
