package lab.harmony.cli.notebooks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.workspace.AtomicFiles;

/// Tells a git repository to merge its notebooks by their cells.
final class MergeDriver {
  private static final String DRIVER = "harmony-notebook";
  private static final String LINE = "*.ipynb merge=" + DRIVER;

  private MergeDriver() {}

  /// Writes the line of `.gitattributes`, which belongs to the repository, and the driver of
  /// `.git/config`, which belongs to this clone.
  ///
  /// @return what was written, in sentences
  /// @throws IllegalArgumentException if it is no repository, or git is not there
  static List<String> install(Path folder) throws IOException, InterruptedException {
    var root = Path.of(git(folder, "rev-parse", "--show-toplevel"));
    var said = new ArrayList<String>();
    var attributes = root.resolve(".gitattributes");
    var before = Files.exists(attributes) ? Files.readString(attributes) : "";
    if (before.lines().anyMatch(LINE::equals)) {
      said.add("%s says \"%s\" already.".formatted(attributes, LINE));
    } else {
      var gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
      AtomicFiles.write(attributes, before + gap + LINE + "\n");
      said.add(
          "%s: added the line \"%s\". Commit it, so that it holds for everybody."
              .formatted(attributes, LINE));
    }
    var driver = "'" + command() + "' merge %O %A %B %P";
    git(root, "config", "merge.%s.name".formatted(DRIVER), "notebooks by their cells");
    git(root, "config", "merge.%s.driver".formatted(DRIVER), driver);
    said.add(
        "The configuration of this clone: merge.%s.driver = %s. Every clone needs this call once."
            .formatted(DRIVER, driver));
    return said;
  }

  /// The command by which this was called.
  private static String command() {
    return System.getProperty("lab.command", "lab");
  }

  private static String git(Path folder, String... words) throws IOException, InterruptedException {
    var call = new ArrayList<>(List.of("git", "-C", folder.toAbsolutePath().toString()));
    call.addAll(List.of(words));
    Process process;
    try {
      process = new ProcessBuilder(call).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IllegalArgumentException("git is needed, and is not on the path.", e);
    }
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalArgumentException(
          "%s: %s".formatted(folder, said.lines().findFirst().orElse("git could not do it")));
    }
    return said;
  }
}
