package lab.harmony.backup.scheduled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.backup.copies.Backups;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;

/// The folder that backups go to by themselves, known again by a file in it: where a disk is not
/// there, the folder of its name is an empty one on another disk, and backups would lie beside what
/// they are of.
record BackupPlace(DataFolder data, Path folder) {

  private static final String MARK = ".harmony-backups";

  /// Makes the folder if it was never used, and marks it.
  ///
  /// @throws IOException if it was used before and is another now, saying what to do
  /// @throws AtomicFiles.NotWritten if it cannot be made
  void require() throws IOException {
    if (folder.startsWith(data.root())) {
      return; // the same disk in any case
    }
    var known = known();
    if (known.isPresent()) {
      if (!mark().equals(known)) {
        throw new IOException(
            "it is not the folder that backups of this lab went to: the file %s in it is %s. Is its disk there? If it is to be used from now on all the same, remove %s"
                .formatted(MARK, mark().isEmpty() ? "gone" : "another's", note()));
      }
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(folder, e);
    }
    var mark = mark();
    var id = mark.orElseGet(() -> UUID.randomUUID().toString());
    if (mark.isEmpty()) {
      AtomicFiles.write(folder.resolve(MARK), id);
    }
    AtomicFiles.write(note(), folder + "\n" + id);
  }

  /// What marks this folder, if it was used before.
  private Optional<String> known() throws IOException {
    if (!Files.isRegularFile(note())) {
      return Optional.empty();
    }
    var lines = Files.readString(note()).lines().toList();
    return lines.size() == 2 && lines.getFirst().equals(folder.toString())
        ? Optional.of(lines.getLast())
        : Optional.empty();
  }

  private Optional<String> mark() throws IOException {
    var file = folder.resolve(MARK);
    return Files.isRegularFile(file)
        ? Optional.of(Files.readString(file).strip())
        : Optional.empty();
  }

  private Path note() {
    return Backups.folder(data).resolve("place");
  }
}
