package lab.harmony.design;

import java.util.Locale;

/// A p as people read it.
public final class Probability {

  private Probability() {}

  /// `p = 0.012`, `p < 0.001`.
  public static String words(double p) {
    if (p < 0.001) {
      return "p < 0.001";
    }
    return "p = " + String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
  }
}
