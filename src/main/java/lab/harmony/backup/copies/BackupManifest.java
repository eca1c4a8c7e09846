package lab.harmony.backup.copies;

import java.time.Instant;
import java.util.List;

/// What lies in a backup, as its `manifest.json` says it.
///
/// @param format says how to read it: `harmony-backup/2`, or `/1`, in which everything is of the
///   data folder and the names say it without `data/`
/// @param files in the archive
/// @param leftOut files that the lab cannot make again and that are not in the archive, with the
///   reason where it is not that they are models
public record BackupManifest(
    String format, Instant createdAt, String labVersion, List<Entry> files, List<String> leftOut) {

  static final String FORMAT = "harmony-backup/2";
  static final String WENT = ": it went while the backup was made";
  static final String NAME = "manifest.json";

  private static final String FORMER_FORMAT = "harmony-backup/1";
  private static final String DATABASE = "database/harmony-lab.mv.db";

  /// Where files belong.
  public enum Area {
    DATA("data/"),
    WORKSPACE("workspace/");

    private final String prefix;

    Area(String prefix) {
      this.prefix = prefix;
    }

    /// The name in the archive of a file of this area.
    String name(String path) {
      return prefix + path;
    }
  }

  /// One file.
  ///
  /// @param name in the archive, with slashes: `data/runs/r1/run.json`
  public record Entry(String name, long bytes, String sha256) {}

  /// A file and where it belongs.
  ///
  /// @param path below the folder of its area
  public record Placed(Entry entry, Area area, String path) {}

  /// The same, if this lab can read it.
  ///
  /// @throws IllegalArgumentException saying why not
  BackupManifest checked() {
    if (!format.equals(FORMAT) && !format.equals(FORMER_FORMAT)) {
      throw new IllegalArgumentException(
          "it is of the format %s, need %s. A later lab made it: restore it with that."
              .formatted(format, FORMAT));
    }
    database();
    return this;
  }

  public List<Placed> placed() {
    return files.stream().map(this::placed).toList();
  }

  private Placed placed(Entry entry) {
    if (format.equals(FORMER_FORMAT)) {
      return new Placed(entry, Area.DATA, entry.name());
    }
    for (var area : Area.values()) {
      if (entry.name().startsWith(area.prefix)) {
        return new Placed(entry, area, entry.name().substring(area.prefix.length()));
      }
    }
    throw new IllegalArgumentException(
        "its manifest names \"%s\", which is neither of the data folder nor of the workspace"
            .formatted(entry.name()));
  }

  /// The copy of the database in it.
  ///
  /// @throws IllegalArgumentException if there is none
  public Entry database() {
    return placed().stream()
        .filter(file -> file.area() == Area.DATA && file.path().equals(DATABASE))
        .map(Placed::entry)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no database in it"));
  }

  /// Whether everything is in it that could be; models and what went meanwhile are not missed.
  public boolean isWhole() {
    return leftOut.stream().allMatch(one -> !one.contains(": ") || one.endsWith(WENT));
  }

  /// The same with these files alone.
  public BackupManifest only(List<Entry> some) {
    return new BackupManifest(format, createdAt, labVersion, some, leftOut);
  }
}
