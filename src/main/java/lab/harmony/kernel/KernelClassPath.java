package lab.harmony.kernel;

import java.nio.file.Path;
import java.util.List;

/// The classes that a kernel has: its own and the libraries that cells use; nothing else of this
/// program.
public final class KernelClassPath {

  private static final ChildClassPath CLASSES =
      new ChildClassPath(
          "kernel",
          List.of(
              "lab/harmony/json",
              "lab/harmony/kernel/cell",
              "lab/harmony/kernel/child",
              "lab/harmony/kernel/protocol",
              "lab/harmony/kernel/sandbox"),
          // Tablesaw and Jackson, and what these need.
          List.of(
              "tablesaw-core-",
              "RoaringBitmap-",
              "classgraph-",
              "commons-math3-",
              "failureaccess-",
              "fastutil-",
              "guava-",
              "icu4j-",
              "jackson-annotations-",
              "jackson-core-3",
              "jackson-databind-3",
              "jspecify-",
              "slf4j-api-",
              "univocity-parsers-"));

  private KernelClassPath() {}

  /// Makes the jar of the kernel's own classes in a folder, if it is not there yet.
  public static List<Path> in(Path folder) {
    return CLASSES.in(folder);
  }
}
