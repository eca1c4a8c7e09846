package lab.harmony.backup.copies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Found;
import org.jspecify.annotations.Nullable;

/// The files below a folder, while others write there.
///
/// A folder that is itself a link is read, and so is one directly below it that is a link to a
/// folder elsewhere: people put what is large on other disks. Other links are not followed.
///
/// @param files in the order of their names; none whose name begins with a dot
/// @param links which are not followed
/// @param unreadable folders that cannot be read
public record BackupFiles(List<Path> files, List<Path> links, List<FileProblem> unreadable) {

  static final BackupFiles NONE = new BackupFiles(List.of(), List.of(), List.of());

  /// @param counts says of a file or folder whether it is looked at; what is gone before it is
  ///   looked at is passed over
  public static BackupFiles below(Path root, Predicate<Path> counts) {
    if (!Files.isDirectory(root)) {
      return NONE;
    }
    var files = new ArrayList<Path>();
    var links = new ArrayList<Path>();
    var unreadable = new ArrayList<FileProblem>();
    try {
      var real = root.toRealPath();
      walk(root, real, counts, files, links, unreadable);
      for (var link : List.copyOf(links)) {
        if (root.equals(link.getParent()) && leadsElsewhere(link, real)) {
          links.remove(link);
          walk(link, link.toRealPath(), counts, files, links, unreadable);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(root), e);
    }
    files.sort(Comparator.naturalOrder());
    return new BackupFiles(files, links, unreadable);
  }

  /// Whether a link leads to a folder that neither holds the one it lies in nor lies in it.
  private static boolean leadsElsewhere(Path link, Path root) throws IOException {
    if (!Files.isDirectory(link)) {
      return false;
    }
    var target = link.toRealPath();
    return !target.startsWith(root) && !root.startsWith(target);
  }

  /// @param root as people name it, and as the files found are named
  /// @param real the same without links
  private static void walk(
      Path root,
      Path real,
      Predicate<Path> counts,
      List<Path> files,
      List<Path> links,
      List<FileProblem> unreadable)
      throws IOException {
    UnaryOperator<Path> named = path -> root.resolve(real.relativize(path));
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(real) || counts.test(named.apply(folder))
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
            var file = named.apply(found);
            if (!file.getFileName().toString().startsWith(".") && counts.test(file)) {
              if (attributes.isSymbolicLink()) {
                links.add(file);
              } else if (attributes.isRegularFile()) {
                files.add(file);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path found, IOException problem) {
            var file = named.apply(found);
            if (!(problem instanceof NoSuchFileException) && counts.test(file)) {
              unreadable.add(new FileProblem(file, Found.reason(problem)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) {
            if (problem != null && !(problem instanceof NoSuchFileException)) {
              unreadable.add(new FileProblem(named.apply(folder), Found.reason(problem)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
