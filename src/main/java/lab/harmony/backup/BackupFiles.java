package lab.harmony.backup;

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
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Found;
import org.jspecify.annotations.Nullable;

/// The files below a folder, while others write there.
///
/// @param files in the order of their names; none whose name begins with a dot
/// @param links which are not followed
/// @param unreadable folders that cannot be read
record BackupFiles(List<Path> files, List<Path> links, List<FileProblem> unreadable) {

  static final BackupFiles NONE = new BackupFiles(List.of(), List.of(), List.of());

  /// @param counts says of a file or folder whether it is looked at; what is gone before it is
  ///   looked at is passed over
  static BackupFiles below(Path root, Predicate<Path> counts) {
    if (!Files.isDirectory(root)) {
      return NONE;
    }
    var files = new ArrayList<Path>();
    var links = new ArrayList<Path>();
    var unreadable = new ArrayList<FileProblem>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.equals(root) || counts.test(folder)
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
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
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
              if (!(problem instanceof NoSuchFileException) && counts.test(file)) {
                unreadable.add(new FileProblem(file, Found.reason(problem)));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) {
              if (problem != null && !(problem instanceof NoSuchFileException)) {
                unreadable.add(new FileProblem(folder, Found.reason(problem)));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(root), e);
    }
    files.sort(Comparator.naturalOrder());
    return new BackupFiles(files, links, unreadable);
  }
}
