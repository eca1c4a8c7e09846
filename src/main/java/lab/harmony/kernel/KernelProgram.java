package lab.harmony.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.kernel.child.KernelMain;

/// How a kernel is started.
///
/// @param classPath what it may load
/// @param folder where it works: the one folder that is its own
/// @param heap the most memory that its cells get, in megabytes
public record KernelProgram(List<Path> classPath, Path folder, int heap) {

  private static final int LEAST_HEAP = 64;

  public KernelProgram {
    classPath = List.copyOf(classPath);
    if (heap < LEAST_HEAP) {
      throw new IllegalArgumentException(
          "need at least %d megabytes, got %d".formatted(LEAST_HEAP, heap));
    }
  }

  /// What starts it: with nothing of this program's environment, which may hold secrets.
  ProcessBuilder builder() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx%dm".formatted(heap),
            // What the machine itself says must not stand between the lines that the kernel tells.
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + folder,
            "-Dfile.encoding=UTF-8",
            "-Dslf4j.internal.verbosity=ERROR",
            "--illegal-native-access=deny",
            "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED", // DeadTypes
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            KernelMain.class.getName()));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }
}
