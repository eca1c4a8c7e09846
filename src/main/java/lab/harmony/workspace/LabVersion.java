package lab.harmony.workspace;

import java.util.Objects;

/// The version of this lab, as its jar says.
public final class LabVersion {

  private LabVersion() {}

  public static String current() {
    return Objects.requireNonNullElse(
        LabVersion.class.getPackage().getImplementationVersion(), "development");
  }
}
