package lab.harmony.design;

import java.util.Locale;

/// Shares as every screen, report and verb says them: a number, a blank and the sign.
public final class Percents {

  private Percents() {}

  /// `61 %`, of a share from 0 to 1.
  public static String whole(double share) {
    return of(share, 0);
  }

  /// `16.7 %`, of a share from 0 to 1.
  public static String tenths(double share) {
    return of(share, 1);
  }

  /// With so many decimals.
  public static String of(double share, int decimals) {
    return number(share, decimals) + " %";
  }

  /// `45 to 75 %`, of two shares from 0 to 1.
  public static String range(double lower, double upper) {
    return "%s to %s".formatted(number(lower, 0), whole(upper));
  }

  /// `16.7 to 61.0 %`.
  public static String rangeOfTenths(double lower, double upper) {
    return "%s to %s".formatted(number(lower, 1), tenths(upper));
  }

  /// `61`, where the sign stands elsewhere.
  public static String number(double share, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
  }
}
