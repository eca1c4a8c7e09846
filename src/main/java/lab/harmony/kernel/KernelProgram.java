package lab.harmony.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.kernel.child.KernelMain;

/// How a kernel is started.
///
/// @param classPath what it may load
/// @param folder where it works: the one folder that is its own
/// @param heap the most memory that its cells get, in megabytes
/// @param sandbox what keeps it there
public record KernelProgram(List<Path> classPath, Path folder, int heap, KernelSandbox sandbox) {

  private static final int LEAST_HEAP = 64;

  public KernelProgram {
    classPath = classPath.stream().map(Path::toAbsolutePath).toList();
    folder = folder.toAbsolutePath();
    if (heap < LEAST_HEAP) {
      throw new IllegalArgumentException(
          "need at least %d megabytes, got %d".formatted(LEAST_HEAP, heap));
    }
  }

  /// What starts it: with nothing of this program's environment, which may hold secrets.
  ProcessBuilder builder() {
    var command =
        switch (sandbox) {
          case KernelSandbox.Landlock _ -> KernelSandbox.launcher(classPath, folder, command());
          case KernelSandbox.None _ -> command();
        };
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  private List<String> command() {
    return List.of(
        KernelSandbox.java(),
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-XX:MaxMetaspaceSize=256m",
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
        KernelMain.class.getName());
  }
}
