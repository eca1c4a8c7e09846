package lab.harmony.pins.ui;

import lab.harmony.pins.PinFinding;

/// The ways into the screen of the pins.
public final class PinLinks {

  private PinLinks() {}

  /// The list, without a slash before it.
  public static String list() {
    return "pins";
  }

  /// The page of what a finding is about, without a slash before it.
  public static String subject(PinFinding finding) {
    return finding.kind().equals("run")
        ? "runs/" + finding.subject()
        : "trainings/" + finding.subject().replaceFirst("/.*", "");
  }
}
