package lab.harmony.backup.scheduled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lab.harmony.backup.copies.Archive;
import lab.harmony.backup.copies.BackupManifest;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.copies.FileStamp;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;

/// The backups that this lab made by itself; others in the folder are nobody's business.
///
/// Their names end in eight digits of this lab, so that several labs may share a folder.
record ScheduledFiles(DataFolder data, Path folder) {

  private static final Pattern NAME =
      Pattern.compile("scheduled-(\\d{4}-\\d{2}-\\d{2}-\\d{6})-([0-9a-f]{8})\\.zip");
  private static final Pattern LAB = Pattern.compile("[0-9a-f]{8}");

  /// One of them.
  record Made(Path file, Instant at) {}

  /// Where one that is made now goes.
  ///
  /// @throws IOException if the folder is not the one that they went to before
  Path named(Instant now) throws IOException {
    new BackupPlace(data, folder).require();
    var known = lab();
    var lab = known.orElseGet(() -> UUID.randomUUID().toString().substring(0, 8));
    if (known.isEmpty()) {
      AtomicFiles.write(file(), lab);
    }
    return folder.resolve("scheduled-%s-%s.zip".formatted(FileStamp.inUtc(now), lab));
  }

  /// The newest first.
  List<Made> made() throws IOException {
    var lab = lab();
    if (lab.isEmpty() || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .flatMap(file -> made(file, lab.get()).stream())
          .sorted(Comparator.comparing(Made::at).reversed())
          .toList();
    } catch (UncheckedIOException e) {
      throw new IOException("%s cannot be read".formatted(folder), e);
    }
  }

  /// Removes all but the newest, and the newest that holds everything.
  void removeAllBut(int keep) throws IOException {
    var made = made();
    var old = made.stream().skip(keep).toList();
    if (old.isEmpty()) {
      return;
    }
    var whole = made.stream().filter(ScheduledFiles::isWhole).findFirst();
    for (var one : old) {
      if (whole.filter(one::equals).isEmpty()) {
        Files.deleteIfExists(one.file());
      }
    }
  }

  private static boolean isWhole(Made one) {
    return Archive.manifest(one.file()).readable().filter(BackupManifest::isWhole).isPresent();
  }

  private static Optional<Made> made(Path file, String lab) {
    var name = NAME.matcher(file.getFileName().toString());
    return name.matches() && name.group(2).equals(lab)
        ? FileStamp.readUtc(name.group(1)).map(at -> new Made(file, at))
        : Optional.empty();
  }

  /// What tells this data folder from others; it does not go into backups, so that the lab that is
  /// made of one is another. Empty if it never made one.
  private Optional<String> lab() throws IOException {
    return Files.isRegularFile(file())
        ? Optional.of(Files.readString(file()).strip()).filter(id -> LAB.matcher(id).matches())
        : Optional.empty();
  }

  private Path file() {
    return Backups.folder(data).resolve("lab-id");
  }
}
