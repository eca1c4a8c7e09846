package lab.harmony.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The command that starts an engine process: this program's own Java and class path, and the
/// libtorch for the device.
final class EngineCommand {

  private static final String CPU_NATIVES = "pytorch-native-cpu";

  /// Makes the engine give way to people: on a machine that has nothing else to do it loses
  /// nothing, and a page that is open meanwhile is answered first.
  private static final Path NICE = Path.of("/usr/bin/nice");

  private EngineCommand() {}

  static ProcessBuilder of(EngineSettings settings) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags(settings));
    command.add("-cp");
    command.add(classPath(System.getProperty("java.class.path"), settings.device()));
    command.add(EngineMain.class.getName());
    var builder = new ProcessBuilder(command);
    var environment = builder.environment();
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.put("DJL_OFFLINE", "true");
    environment.put("OPT_OUT_TRACKING", "true");
    environment.put("DJL_CACHE_DIR", settings.cache().toString());
    environment.put("ENGINE_CACHE_DIR", settings.cache().toString());
    environment.put("OMP_NUM_THREADS", Integer.toString(settings.threads()));
    // Threads that spin while they wait make torch many times slower on a busy machine.
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    // Libtorch's warnings, such as NNPACK's about the processor, are no news; its errors are.
    environment.putIfAbsent("TORCH_CPP_LOG_LEVEL", "ERROR");
    List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR")
        .forEach(environment::remove);
    switch (settings.device()) {
      case EngineSettings.Device.Cpu _ -> {}
      case EngineSettings.Device.Cuda(var libtorch, var version, var flavor) -> {
        environment.put("PYTORCH_LIBRARY_PATH", libtorch.toString());
        environment.put("PYTORCH_VERSION", version);
        environment.put("PYTORCH_FLAVOR", flavor);
      }
    }
    return builder;
  }

  private static List<String> flags(EngineSettings settings) {
    return List.of(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-Xmx1g",
        "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8",
        "-Djava.awt.headless=true",
        "--enable-native-access=ALL-UNNAMED",
        "-Dlogback.configurationFile=lab/harmony/engine/logback.xml",
        "-Dai.djl.offline=true",
        "-Dai.djl.pytorch.num_threads=" + settings.threads(),
        "-Dai.djl.pytorch.num_interop_threads=1");
  }

  /// A libtorch for the processor on the class path would keep the engine on the processor.
  static String classPath(String own, EngineSettings.Device device) {
    return switch (device) {
      case EngineSettings.Device.Cpu _ -> own;
      case EngineSettings.Device.Cuda _ ->
          Arrays.stream(own.split(File.pathSeparator))
              .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(CPU_NATIVES))
              .collect(Collectors.joining(File.pathSeparator));
    };
  }
}
