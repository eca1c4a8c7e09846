package lab.harmony.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.harmony.kernel.sandbox.SandboxLauncher;

/// What keeps kernels from the rest of the machine.
public sealed interface KernelSandbox {

  /// How long a machine has to show what it has.
  Duration PATIENCE = Duration.ofMinutes(1);

  /// Files other than its own folder, Java and its classes, all sockets and all other processes are
  /// out of a kernel's reach.
  record Landlock() implements KernelSandbox {}

  /// Nothing does: a kernel may do what the lab may.
  ///
  /// @param reason for people
  record None(String reason) implements KernelSandbox {}

  /// What this machine has: tried, not looked up.
  ///
  /// @param classPath as kernels have it
  /// @param folder a folder that a kernel may have
  static KernelSandbox here(List<Path> classPath, Path folder) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return new None(
          "%s has no sandbox that the lab knows".formatted(System.getProperty("os.name")));
    }
    return tried(launcher(classPath, folder, List.of()), PATIENCE);
  }

  /// Whether a command that gives up rights comes to its end.
  ///
  /// @param patience how long it has for that
  static KernelSandbox tried(List<String> command, Duration patience) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          return new None(
              "trying it took more than %s s".formatted(Math.max(1, patience.toSeconds())));
        }
        var complaints = new KernelComplaints(process.getInputStream());
        return process.exitValue() == 0
            ? new Landlock()
            : new None(complaints.first(PATIENCE).orElse("it could not be tried"));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return new None("it could not be tried: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new None("it was not tried");
    }
  }

  /// The command that runs another with no more rights than a kernel needs; tries them, if the
  /// other is empty.
  static List<String> launcher(List<Path> classPath, Path folder, List<String> command) {
    var all = new ArrayList<String>();
    all.add(java());
    all.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-Xmx32m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath.getFirst().toString(),
            SandboxLauncher.class.getName(),
            folder.toString(),
            Integer.toString(classPath.size())));
    Stream.concat(classPath.stream().map(Path::toString), command.stream()).forEach(all::add);
    return all;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
