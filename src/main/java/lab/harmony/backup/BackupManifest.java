package lab.harmony.backup;

import java.time.Instant;
import java.util.List;

/// What lies in a backup, as its `manifest.json` says it.
///
/// @param format says how to read it: `harmony-backup/1`
/// @param files in the archive, below the data folder
/// @param leftOut files that the lab cannot make again and that are not in the archive
record BackupManifest(
    String format, Instant createdAt, String labVersion, List<Entry> files, List<String> leftOut) {

  static final String FORMAT = "harmony-backup/1";
  static final String NAME = "manifest.json";

  /// The same with one file alone.
  BackupManifest only(String name) {
    var one = files.stream().filter(file -> file.name().equals(name)).toList();
    return new BackupManifest(format, createdAt, labVersion, one, leftOut);
  }

  /// One file.
  ///
  /// @param name with slashes: `runs/r1/run.json`
  record Entry(String name, long bytes, String sha256) {}
}
