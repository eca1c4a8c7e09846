package lab.harmony.training.ui.watch;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what changes in folders and the folders below them, by whatever names and links one comes
/// to them: when one on the way is moved, taken away or put in the place of another, all below it
/// may be another, and what stands there then is watched.
final class TreeWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TreeWatch.class);

  private final Reach reach;
  private final BiConsumer<Path, Set<Path>> changed;
  private final FolderWatch watch;
  private final Map<Path, Tree> trees = new HashMap<>();

  /// How much below a root is watched.
  ///
  /// @param depth folders below folders
  /// @param folders at most
  record Reach(int depth, int folders) {}

  /// What is watched for a root.
  ///
  /// @param steps on the way to it and to what links below it stand for
  /// @param folders it and those below it
  private record Tree(Set<Path> steps, Set<Path> folders) {
    boolean isOther(Set<Path> what) {
      return what.stream().anyMatch(steps::contains);
    }

    /// A folder that came or went, or a link.
    boolean isFolder(Path path) {
      return folders.contains(path) || Files.isDirectory(path) || Files.isSymbolicLink(path);
    }

    boolean has(Path path) {
      return steps.contains(path) || folders.contains(path);
    }
  }

  /// @param name of the thread that hears
  /// @param changed takes a root and what changed below it, on that thread: a folder, also the
  ///   root, where all in it may be another
  /// @throws IOException if nothing can be watched here
  /// @throws UnsupportedOperationException if the system never says what changes
  TreeWatch(FileSystem system, String name, Reach reach, BiConsumer<Path, Set<Path>> changed)
      throws IOException {
    this.reach = reach;
    this.changed = changed;
    this.watch = new FolderWatch(system, name, this::hear);
  }

  /// These from now on, which may come later, and no others.
  ///
  /// @return those that were not watched before
  synchronized Set<Path> watch(Set<Path> roots) {
    trees.keySet().retainAll(roots);
    var come = new HashSet<>(roots);
    come.removeAll(trees.keySet());
    come.forEach(this::look);
    watch.keep(this::isWanted);
    return come;
  }

  private boolean isWanted(Path path) {
    return trees.values().stream().anyMatch(tree -> tree.has(path));
  }

  /// From the top down: what becomes another meanwhile is heard of.
  private void look(Path root) {
    var tree = new Tree(new HashSet<>(), new HashSet<>());
    trees.put(root, tree);
    watchWay(root, tree);
    try {
      Files.walkFileTree(
          root, Set.of(FileVisitOption.FOLLOW_LINKS), reach.depth(), new Folders(tree));
    } catch (IOException e) {
      LOG.debug("{} is not watched as a whole", root, e);
    }
  }

  private void watchWay(Path path, Tree tree) {
    for (var step : Steps.to(path)) {
      if (tree.steps().add(step)) {
        watch.watch(step);
      }
    }
  }

  private void hear(Path folder, Set<Path> what) {
    var told = new HashMap<Path, Set<Path>>();
    synchronized (this) {
      trees.forEach((root, tree) -> {
        if (tree.isOther(what)) {
          told.put(root, Set.of(root));
        } else if (tree.folders().contains(folder)) {
          told.put(root, what);
        }
      });
      told.forEach((root, parts) -> {
        var tree = trees.get(root);
        if (tree != null && (tree.isOther(parts) || parts.stream().anyMatch(tree::isFolder))) {
          look(root);
        }
      });
      watch.keep(this::isWanted);
    }
    told.forEach(changed);
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }

  /// Takes the folders of a tree; what cannot be read is left out.
  private final class Folders implements FileVisitor<Path> {

    private final Tree tree;

    Folders(Tree tree) {
      this.tree = tree;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
      if (Files.isSymbolicLink(folder)) {
        watchWay(folder, tree);
      }
      watch.watch(folder);
      tree.folders().add(folder);
      return tree.folders().size() < reach.folders()
          ? FileVisitResult.CONTINUE
          : FileVisitResult.TERMINATE;
    }

    /// Also the deepest folders, and links to what is not there.
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
      if (is.isDirectory()) {
        return preVisitDirectory(file, is);
      }
      if (is.isSymbolicLink()) {
        watchWay(file, tree);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
