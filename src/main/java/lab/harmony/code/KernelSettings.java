package lab.harmony.code;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import lab.harmony.workspace.HarmonySettings;
import org.springframework.boot.convert.DurationStyle;

/// What people set about kernels.
///
/// @param heap the most memory that cells get in each, in megabytes
/// @param most how many there are at once, the spare one among them
/// @param idle how long one stays that nobody uses
/// @param withoutSandbox whether owners may run code where nothing keeps it from the machine
record KernelSettings(int heap, int most, Duration idle, boolean withoutSandbox) {

  /// What a kernel takes beside the memory of its cells, in megabytes.
  private static final int BESIDE = 300;

  /// More are not started by themselves, however much memory there is.
  private static final int MOST = 16;

  private static final int LEAST_HEAP = 64;
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  KernelSettings {
    if (heap < LEAST_HEAP) {
      throw new IllegalArgumentException(
          "harmony.code.heap must be %d megabytes or more, got %d".formatted(LEAST_HEAP, heap));
    }
    if (most < 1) {
      throw new IllegalArgumentException(
          "harmony.code.kernels must be 1 or more, or 0 for as many as there is memory for, got %d"
              .formatted(most));
    }
    if (idle.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "harmony.code.idle must be %d s or more, got %d s"
              .formatted(SHORTEST.toSeconds(), idle.toSeconds()));
    }
  }

  /// As people set it.
  ///
  /// @throws IllegalArgumentException naming what cannot be read
  static KernelSettings of(HarmonySettings settings) {
    var heap = settings.codeHeap();
    return new KernelSettings(
        heap,
        settings.codeKernels() == 0 ? fitting(memory(), heap) : settings.codeKernels(),
        length(settings.codeIdle()),
        settings.codeWithoutSandbox());
  }

  /// How many take half of the memory at most, and one in any case.
  ///
  /// @param memory of the machine, in megabytes
  static int fitting(long memory, int heap) {
    return (int) Math.clamp(memory / 2 / (BESIDE + heap), 1, MOST);
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize() >> 20
        : 0;
  }

  private static Duration length(String idle) {
    try {
      return DurationStyle.detectAndParse(idle);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "harmony.code.idle must be a length of time such as 30m or 2h, got \"%s\""
              .formatted(idle),
          e);
    }
  }
}
