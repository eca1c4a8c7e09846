package lab.harmony.work.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A program of this lab that runs torch in a process of its own: with this program's Java and
/// class path, and the libtorch for the device.
///
/// @param mainClass its name
/// @param heap for example `1g`
/// @param flags of Java, besides those that all such processes have
/// @param arguments of the program
public record JavaProgram(
    String mainClass, String heap, List<String> flags, List<String> arguments) {

  private static final String CPU_NATIVES = "pytorch-native-cpu";

  /// Makes the process give way to people: on a machine that has nothing else to do it loses
  /// nothing, and a page that is open meanwhile is answered first.
  private static final Path NICE = Path.of("/usr/bin/nice");

  public JavaProgram {
    flags = List.copyOf(flags);
    arguments = List.copyOf(arguments);
  }

  /// What starts it for a device.
  public ProcessBuilder on(DeviceSettings settings) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(commonFlags(settings));
    command.addAll(compiler());
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath(System.getProperty("java.class.path"), settings.device()));
    command.add(mainClass);
    command.addAll(arguments);
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
      case DeviceSettings.Device.Cpu _ -> {}
      case DeviceSettings.Device.Cuda(var libtorch, var version, var flavor) -> {
        environment.put("PYTORCH_LIBRARY_PATH", libtorch.toString());
        environment.put("PYTORCH_VERSION", version);
        environment.put("PYTORCH_FLAVOR", flavor);
      }
    }
    return builder;
  }

  /// A program that was asked to begin fast rather than to compute fast wants that of its own too.
  private static List<String> compiler() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-XX:TieredStopAtLevel="))
        .toList();
  }

  private List<String> commonFlags(DeviceSettings settings) {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Xmx" + heap,
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

  /// A libtorch for the processor on the class path would keep the process on the processor.
  static String classPath(String own, DeviceSettings.Device device) {
    return switch (device) {
      case DeviceSettings.Device.Cpu _ -> own;
      case DeviceSettings.Device.Cuda _ ->
          Arrays.stream(own.split(File.pathSeparator))
              .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(CPU_NATIVES))
              .collect(Collectors.joining(File.pathSeparator));
    };
  }
}
