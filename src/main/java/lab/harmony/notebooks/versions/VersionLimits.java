package lab.harmony.notebooks.versions;

import lab.harmony.workspace.HarmonySettings;

/// How much of the past of one notebook is kept.
///
/// @param count versions
/// @param bytes all of them on the disk
record VersionLimits(int count, long bytes) {

  VersionLimits {
    if (count < 1) {
      throw new IllegalArgumentException(
          "harmony.versions.keep must be 1 or more, got %d".formatted(count));
    }
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "harmony.versions.megabytes must be 1 or more, got %d".formatted(bytes >> 20));
    }
  }

  /// As people set them.
  static VersionLimits of(HarmonySettings settings) {
    return new VersionLimits(settings.versionsKept(), (long) settings.versionMegabytes() << 20);
  }
}
