package lab.harmony.training.ui.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The paths through which one comes to another: the folders above it, and where it or one of them
/// is a link, the way to what the link stands for, also if that is not there.
final class Steps {

  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

  /// As the systems have it: more stand for nothing.
  private static final int MOST_LINKS = 40;

  private final Set<Path> all = new LinkedHashSet<>();
  private int links;

  private Steps() {}

  /// From the top down, the path itself among them.
  static Set<Path> to(Path path) {
    var steps = new Steps();
    steps.add(path.toAbsolutePath());
    return steps.all;
  }

  /// A ".." stays: behind a link it is not the folder whose name stands before it.
  private void add(Path path) {
    var step = Objects.requireNonNull(path.getRoot(), "the root of an absolute path");
    all.add(step);
    for (var name : path) {
      step = step.resolve(name);
      if (all.add(step) && Files.isSymbolicLink(step) && links++ < MOST_LINKS) {
        follow(step);
      }
    }
  }

  private void follow(Path link) {
    try {
      add(link.resolveSibling(Files.readSymbolicLink(link)));
    } catch (IOException e) {
      LOG.debug("{} is a link no longer", link, e);
    }
  }
}
