package lab.harmony.work.process;

import java.nio.file.Path;
import java.util.Optional;

/// What a process that runs torch is started for.
///
/// @param threads how many cores torch computes on
/// @param cache where libtorch is unpacked, once for each version
public record DeviceSettings(Device device, int threads, Path cache) {

  /// Where it computes.
  public sealed interface Device {

    /// On the processor, with the libtorch that is among the program's own jars.
    record Cpu() implements Device {}

    /// On an NVIDIA card, with a libtorch built for it.
    ///
    /// @param libtorch the folder with `libtorch.so`, for example the `lib` folder of a torch wheel
    /// @param version the version of that libtorch; must be the one the program was built for
    /// @param flavor for which CUDA it was built, for example `cu128`
    record Cuda(Path libtorch, String version, String flavor) implements Device {}
  }

  public DeviceSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("need at least 1 thread, got " + threads);
    }
  }

  /// The processor; an NVIDIA card if `HARMONY_LIBTORCH` names a folder with a libtorch for it.
  ///
  /// @param threads as the settings say (`HarmonySettings.threads`)
  public static DeviceSettings standard(int threads) {
    var device =
        environment("HARMONY_LIBTORCH")
            .<Device>map(folder ->
                new Device.Cuda(
                    Path.of(folder),
                    "2.7.1",
                    environment("HARMONY_LIBTORCH_FLAVOR").orElse("cu128")))
            .orElseGet(Device.Cpu::new);
    return new DeviceSettings(device, threads, defaultCache());
  }

  /// What this machine calls the device: `cpu` or `cuda0`.
  public String name() {
    return switch (device) {
      case Device.Cpu _ -> "cpu";
      case Device.Cuda _ -> "cuda0";
    };
  }

  public DeviceSettings withThreads(int threads) {
    return new DeviceSettings(device, threads, cache);
  }

  private static Path defaultCache() {
    return environment("HARMONY_CACHE")
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "harmony-lab"));
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
