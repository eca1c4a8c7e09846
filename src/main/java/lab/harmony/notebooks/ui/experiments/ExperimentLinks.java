package lab.harmony.notebooks.ui.experiments;

import lab.harmony.notebooks.document.ExperimentSlug;

/// The ways into the screens of the experiments.
public final class ExperimentLinks {

  private ExperimentLinks() {}

  /// The address of the list, without a leading slash.
  public static String list() {
    return "";
  }

  /// The address of one experiment's notebook, without a leading slash.
  public static String notebook(ExperimentSlug slug) {
    return "experiments/" + slug;
  }
}
