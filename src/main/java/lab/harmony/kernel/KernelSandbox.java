package lab.harmony.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.harmony.kernel.sandbox.SandboxLauncher;

/// What keeps kernels from the rest of the machine.
public sealed interface KernelSandbox {

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
    try {
      var process =
          new ProcessBuilder(launcher(classPath, folder, List.of()))
              .redirectErrorStream(true)
              .start();
      var said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0
          ? new Landlock()
          : new None(
              said.isEmpty() ? "it could not be tried" : said.lines().findFirst().orElse(said));
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
