package lab.harmony.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.work.process.DeviceTurn;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import org.springframework.stereotype.Component;

/// What this machine computes pictures on, and the files that say who uses it.
@Component
public class Device {

  private final DataFolder data;
  private final DeviceSettings settings;

  Device(DataFolder data, HarmonySettings chosen) {
    this.data = data;
    this.settings = DeviceSettings.standard(chosen.threads());
  }

  /// What a process that computes on it is started for.
  public DeviceSettings settings() {
    return settings;
  }

  /// `cpu` or `cuda0`.
  public String name() {
    return settings.name();
  }

  /// What the queue calls the one worker that may use this device.
  public String workerName() {
    var name = "%s/%s".formatted(host(), name());
    return name.length() <= 100 ? name : name.substring(name.length() - 100);
  }

  /// Locked by the process whose worker uses the device; the system frees it when that process
  /// ends, however it ends.
  public Path lock() {
    return data.root().resolve("worker-%s.lock".formatted(name()));
  }

  /// A turn on it, which nobody has yet.
  DeviceTurn turn() {
    return DeviceTurn.on(data.root(), name());
  }

  /// Names the process that computes on the device.
  public Path processRecord() {
    return data.root().resolve("engine-%s.json".formatted(name()));
  }

  /// The name of this machine.
  public static String host() {
    return Stream.of(System.getenv("HOSTNAME"), System.getenv("COMPUTERNAME"))
        .flatMap(Stream::ofNullable)
        .filter(name -> !name.isBlank())
        .findFirst()
        .or(Device::namedInEtc)
        .orElse("this machine");
  }

  private static Optional<String> namedInEtc() {
    try {
      return Optional.of(Files.readString(Path.of("/etc/hostname")).strip())
          .filter(name -> !name.isEmpty());
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
