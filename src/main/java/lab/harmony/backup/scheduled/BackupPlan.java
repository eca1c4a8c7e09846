package lab.harmony.backup.scheduled;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.backup.copies.Backups;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import org.springframework.boot.convert.DurationStyle;

/// How often backups are made by themselves, where they go, and how many are kept.
///
/// @param every empty if none are made by themselves
public record BackupPlan(Optional<Duration> every, Path folder, int keep, boolean models) {

  private static final Duration SHORTEST = Duration.ofMinutes(10);

  public BackupPlan {
    every.ifPresent(length -> {
      if (length.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "harmony.backup.every must be 10 minutes or more, got %s".formatted(length));
      }
    });
    if (keep < 1) {
      throw new IllegalArgumentException(
          "harmony.backup.keep must be 1 or more, got %d".formatted(keep));
    }
  }

  /// As people set it.
  ///
  /// @throws IllegalArgumentException naming what cannot be read
  static BackupPlan of(DataFolder data, HarmonySettings settings) {
    return new BackupPlan(
        settings.backupEvery().map(BackupPlan::length),
        settings.backupFolder().orElseGet(() -> folder(data)),
        settings.backupsKept(),
        settings.backupOfModels());
  }

  /// Where they go unless somebody names another folder.
  static Path folder(DataFolder data) {
    return Backups.folder(data).resolve("scheduled");
  }

  private static Duration length(String every) {
    try {
      return DurationStyle.detectAndParse(every);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "harmony.backup.every must be a length of time such as 24h or 7d, got \"%s\""
              .formatted(every),
          e);
    }
  }
}
