package lab.harmony.reports.shelf;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a published report, which is also its folder: `2026-11-20-baseline`, then
/// `2026-11-20-baseline-2`.
public record ReportName(String value) implements Comparable<ReportName> {

  private static final Pattern FORM =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*");

  public ReportName {
    if (!valid(value)) {
      throw new IllegalArgumentException(
          "a report is named like 2026-11-20-baseline, got \"%s\"".formatted(value));
    }
  }

  public static Optional<ReportName> find(String value) {
    return valid(value) ? Optional.of(new ReportName(value)) : Optional.empty();
  }

  private static boolean valid(String value) {
    return value.length() <= 90 && FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(ReportName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
