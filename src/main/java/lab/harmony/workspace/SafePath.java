package lab.harmony.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Paths from untrusted names, kept inside their root.
public final class SafePath {

  private SafePath() {}

  /// The path of `name` below `root`.
  ///
  /// @throws IllegalArgumentException if the name is empty, absolute, leads out of the root by
  ///   `..`, or goes through a symbolic link that does
  public static Path inside(Path root, String name) {
    var base = root.toAbsolutePath().normalize();
    try {
      var relative = Path.of(name);
      var path = base.resolve(relative).normalize();
      if (name.isBlank()
          || relative.isAbsolute()
          || path.equals(base)
          || !path.startsWith(base)
          || !staysInside(base, path)) {
        throw outside(base, name);
      }
      return path;
    } catch (InvalidPathException e) {
      throw outside(base, name);
    }
  }

  /// Whether the part of the path that is there really lies below the base, links followed.
  private static boolean staysInside(Path base, Path path) {
    try {
      var real = base.toRealPath();
      for (var step = base; ; step = step.resolve(path.getName(step.getNameCount()))) {
        if (!Files.exists(step)) {
          return !Files.isSymbolicLink(step);
        }
        if (!step.toRealPath().startsWith(real)) {
          return false;
        }
        if (step.equals(path)) {
          return true;
        }
      }
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static IllegalArgumentException outside(Path base, String name) {
    return new IllegalArgumentException(
        "need a name of something inside %s, got \"%s\"".formatted(base, name));
  }
}
