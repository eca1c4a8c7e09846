package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import lab.harmony.design.Sizes;

/// Whether the disks have room for what a restore unpacks and sets aside.
///
/// @param root the data folder, where both is done
/// @param free how many bytes the disk of a folder has left
record RestoreSpace(Path root, ToLongFunction<Path> free) {

  /// What one disk has to take.
  private record Need(Path folder, long bytes) {
    private Need and(long more) {
      return new Need(folder, bytes + more);
    }
  }

  /// Which disk has too little room, with the figures; empty if none has.
  Optional<String> lacking(List<RestoreTarget> targets) throws IOException {
    Map<FileStore, Need> needs = new LinkedHashMap<>();
    var here = Files.getFileStore(root);
    needs.put(here, new Need(root, 0));
    for (var target : targets) {
      add(needs, here, root, target.entry().bytes());
      var folder = target.existing();
      var there = Files.getFileStore(folder);
      if (!there.equals(here)) {
        add(needs, there, folder, target.entry().bytes());
        add(needs, here, root, Files.exists(target.target()) ? Files.size(target.target()) : 0);
      }
    }
    return needs.values().stream()
        .filter(need -> free.applyAsLong(need.folder()) < need.bytes())
        .findFirst()
        .map(need ->
            "the disk of %s has %s free, need %s. Free some space there, then try again"
                .formatted(
                    need.folder(),
                    Sizes.free(free.applyAsLong(need.folder())),
                    Sizes.needed(need.bytes())));
  }

  private static void add(Map<FileStore, Need> needs, FileStore store, Path folder, long bytes) {
    needs.put(store, needs.getOrDefault(store, new Need(folder, 0)).and(bytes));
  }
}
