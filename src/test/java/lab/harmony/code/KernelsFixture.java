package lab.harmony.code;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import lab.harmony.kernel.KernelSandbox;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.People;
import lab.harmony.people.Rights;
import lab.harmony.people.Somebody;
import lab.harmony.reports.MovableClock;
import lab.harmony.workspace.DataFolder;

/// Kernels of a lab in a folder, and the code that its people run there.
final class KernelsFixture implements AutoCloseable {

  static final CellId CELL = new CellId("cell");
  static final Duration IDLE = Duration.ofMinutes(30);

  private static final int HEAP = 128;

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T10:00:00Z"));
  final List<KernelEvent> told = new CopyOnWriteArrayList<>();
  final People people = Somebody.inMemory();
  final Kernels kernels;

  KernelsFixture(Path folder, int most) {
    this(folder, new KernelSettings(HEAP, most, IDLE, true), KernelsFixture::none);
  }

  KernelsFixture(
      Path folder, KernelSettings settings, BiFunction<List<Path>, Path, KernelSandbox> probe) {
    kernels =
        new Kernels(
            new DataFolder(folder), settings, new Rights(people), new MovableClock(now), probe);
  }

  static KernelSandbox none(List<Path> classPath, Path folder) {
    return new KernelSandbox.None("a test has none");
  }

  KernelOwner owner(String experiment) {
    return new KernelOwner(new ExperimentSlug(experiment), people.localId());
  }

  /// Runs code to its end.
  KernelEvent.Status run(Kernel kernel, String code) {
    return run(kernel, CELL, code);
  }

  KernelEvent.Status run(Kernel kernel, CellId cell, String code) {
    told.clear();
    return kernel
        .run(cell, code, new HashSet<>(List.of(cell, CELL)), told::add, () -> false)
        .status();
  }

  String printed() {
    return told.stream()
        .filter(KernelEvent.Stream.class::isInstance)
        .map(event -> ((KernelEvent.Stream) event).text())
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    kernels.close();
  }
}
