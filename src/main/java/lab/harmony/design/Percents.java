package lab.harmony.design;

import java.util.Locale;

/// Shares, and differences of them, as every screen, report and verb says them: a number, a blank
/// and the sign. A number below nothing has a true minus, and nothing has none.
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
    return plain(100 * share, decimals);
  }

  /// `61 %`, of what is counted in hundredths.
  public static String ofHundred(long hundredths) {
    return plain(hundredths, 0) + " %";
  }

  /// `12`, `−3` or `0`: percentage points, of the difference of two shares.
  public static String points(double difference) {
    return number(difference, 0);
  }

  /// `+12`, `−3` or `0`: percentage points, of the difference of two shares.
  public static String signedPoints(double difference) {
    return signed(100 * difference, 0);
  }

  /// `0.31`, `−0.02` or `0.00`: any number with so many decimals.
  public static String plain(double value, int decimals) {
    var text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return isNothing(text) ? text.replace("-", "") : text.replace('-', '−');
  }

  /// `+0.31`, `−0.02` or `0.00`.
  public static String signed(double value, int decimals) {
    var text = plain(value, decimals);
    return value > 0 && !isNothing(text) ? "+" + text : text;
  }

  /// Whether nothing is left of a number at its decimals.
  private static boolean isNothing(String text) {
    return text.chars().noneMatch(sign -> sign >= '1' && sign <= '9');
  }
}
