package lab.harmony.runs.ui;

import lab.harmony.runs.RunId;

/// The ways into the screens of the runs.
public final class RunLinks {

  private RunLinks() {}

  /// The address of the list, without a leading slash.
  public static String list() {
    return "runs";
  }

  /// The address of one run's page, without a leading slash.
  public static String run(RunId id) {
    return "runs/" + id;
  }
}
