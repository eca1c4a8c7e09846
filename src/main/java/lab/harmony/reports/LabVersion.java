package lab.harmony.reports;

import java.util.Objects;

/// The version of this lab, as its jar says.
final class LabVersion {

  private LabVersion() {}

  static String current() {
    return Objects.requireNonNullElse(
        LabVersion.class.getPackage().getImplementationVersion(), "development");
  }
}
