package lab.harmony.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.backup.copies.BackupManifest;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;

/// Where a file of a backup goes.
///
/// @param entry the file in the backup
/// @param target its place; links of the uppermost folders are followed, as a backup follows them
/// @param kept where what stands there is kept
record RestoreTarget(BackupManifest.Entry entry, Path target, Path kept) {

  private static final int LINKS_FOLLOWED = 2;

  /// @throws IllegalArgumentException if the name leads out of the folder
  static RestoreTarget of(BackupManifest.Placed placed, Path root, Path aside) {
    var path = Path.of(placed.path());
    var name = Objects.requireNonNull(path.getFileName(), "a name in a manifest is not empty");
    if (path.isAbsolute() || !path.normalize().equals(path) || path.startsWith("..")) {
      throw new IllegalArgumentException(
          "its manifest names \"%s\", which leads out of %s".formatted(placed.path(), root));
    }
    var base = root;
    int first = 0;
    while (first < LINKS_FOLLOWED && first < path.getNameCount() - 1) {
      var folder = base.resolve(path.getName(first));
      if (!Files.isDirectory(folder)) {
        break;
      }
      base = Files.isSymbolicLink(folder) ? real(folder) : folder;
      first++;
    }
    int folders = path.getNameCount() - 1;
    var folder =
        first < folders ? SafePath.inside(base, path.subpath(first, folders).toString()) : base;
    return new RestoreTarget(placed.entry(), folder.resolve(name), aside.resolve(path));
  }

  private static Path real(Path link) {
    try {
      return link.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(link), e);
    }
  }

  /// Whether the file is there as it is in the backup.
  boolean isThere() {
    return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        && Sha256.of(target).hex().equals(entry.sha256());
  }

  /// What keeps the file from going there, with what to do; empty if nothing is seen that does.
  Optional<String> obstacle() {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(
          "%s is a folder, and a file belongs there. Move it away".formatted(target));
    }
    var folder = existing();
    if (!Files.isDirectory(folder)) {
      return Optional.of("%s stands where a folder is needed. Move it away".formatted(folder));
    }
    return Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of("this user may not write in %s. Change the rights".formatted(folder));
  }

  /// What stands there, or where the first folder of it will be made.
  Path existing() {
    @Nullable Path one = target.getParent();
    while (one != null && !Files.exists(one, LinkOption.NOFOLLOW_LINKS)) {
      one = one.getParent();
    }
    return Objects.requireNonNull(one, "the root of a file system is there");
  }
}
