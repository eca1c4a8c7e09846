package lab.harmony.design;

import java.util.Locale;

/// A p as people read it.
public final class Probability {

  private Probability() {}

  /// `p = 0.012`, `p < 0.001`.
  public static String words(double p) {
    var value = value(p);
    return value.startsWith("<") ? "p " + value : "p = " + value;
  }

  /// The same where a heading says that it is one: `0.012`, `< 0.001`.
  public static String value(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
  }
}
