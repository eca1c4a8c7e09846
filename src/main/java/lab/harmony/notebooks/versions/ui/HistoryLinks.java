package lab.harmony.notebooks.versions.ui;

import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.versions.VersionId;

/// The ways into the history of a notebook.
final class HistoryLinks {
  static final String VERSION = "version";

  private HistoryLinks() {}

  /// Without a leading slash.
  static String of(ExperimentSlug slug) {
    return "experiments/%s/history".formatted(slug);
  }

  static String of(ExperimentSlug slug, VersionId version) {
    return "%s?%s=%s".formatted(of(slug), VERSION, version);
  }
}
