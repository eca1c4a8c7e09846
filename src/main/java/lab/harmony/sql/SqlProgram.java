package lab.harmony.sql;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.kernel.ChildClassPath;
import lab.harmony.kernel.KernelSandbox;
import lab.harmony.sql.child.SqlMain;

/// How the process that answers queries is started.
///
/// @param classPath what it may load
/// @param engine the engine's native library, where it lies unpacked
/// @param sandbox what keeps the process from the rest of the machine
record SqlProgram(List<Path> classPath, Optional<Path> engine, KernelSandbox sandbox) {

  /// Where the engine looks for how much of the machine it may take; it ends where that is there
  /// and cannot be read.
  private static final List<Path> BOUNDS =
      List.of(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));

  /// What queries read, in the folder that is a process's own.
  static final String DATA = "data";

  /// Megabytes that one answer may take.
  static final int MEMORY = 512;

  private static final String ENGINE = "duckdb_jdbc-";

  private static final ChildClassPath CLASSES =
      new ChildClassPath(
          "sql",
          List.of(
              "lab/harmony/json",
              "lab/harmony/kernel/sandbox",
              "lab/harmony/sql/child",
              "lab/harmony/sql/protocol"),
          List.of(
              ENGINE, "jackson-annotations-", "jackson-core-3", "jackson-databind-3", "jspecify-"));

  /// Makes what it needs in a folder, if it is not there yet.
  static SqlProgram in(Path folder) {
    var classPath = new ArrayList<>(CLASSES.in(folder));
    var engine = Optional.<Path>empty();
    for (int index = 0; index < classPath.size(); index++) {
      var jar = classPath.get(index);
      if (jar.getFileName().toString().startsWith(ENGINE)) {
        var unpacked = UnpackedEngine.of(jar, folder);
        classPath.set(index, unpacked.classes());
        engine = unpacked.library();
      }
    }
    return new SqlProgram(classPath, engine, KernelSandbox.here(classPath, folder));
  }

  /// @param folder its own
  ProcessBuilder builder(Path folder) {
    var command = sandboxed(folder, command(folder));
    var builder = new ProcessBuilder(command).directory(folder.resolve(DATA).toFile());
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  private List<String> sandboxed(Path folder, List<String> command) {
    return switch (sandbox) {
      case KernelSandbox.Landlock _ -> {
        var readable = new ArrayList<>(classPath);
        engine.ifPresent(readable::add);
        readable.addAll(BOUNDS);
        yield KernelSandbox.launcher(readable, folder, command);
      }
      case KernelSandbox.None _ -> command;
    };
  }

  private List<String> command(Path folder) {
    var command = new ArrayList<String>();
    command.add(KernelSandbox.java());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xmx256m",
            // What the machine itself says must not stand between the lines that are told.
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-Djava.io.tmpdir=" + folder,
            "-Dfile.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED"));
    engine.ifPresent(file -> command.add("-Djava.library.path=" + file.getParent()));
    command.addAll(
        List.of(
            "-cp",
            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            SqlMain.class.getName(),
            folder.resolve(DATA).toString(),
            Integer.toString(MEMORY)));
    return command;
  }
}
