package lab.harmony.stats.pairs;

import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.rates.Wilson;

/// The difference of two shares of the same pairs, first - second, with its interval from the
/// Wilson intervals of both sides and their correlation φ.
///
/// With D the difference and `dl1, du1, dl2, du2` the distances from the shares to the ends of
/// their Wilson intervals: `D - √(dl1² - 2φ·dl1·du2 + du2²)` to `D + √(du1² - 2φ·du1·dl2 + dl2²)`.
/// φ is `(ad - bc) / √((a+b)(c+d)(a+c)(b+d))` with `max(ad - bc - n/2, 0)` above the line where ad
/// > bc; a side that always or never succeeded: 0. No pair: there is no difference.
///
/// R. G. Newcombe, Improved confidence intervals for the difference between binomial proportions
/// based on paired data. Statistics in Medicine 17 (1998), 2635-2650, method 10.
///
/// @param phi the corrected correlation of the two sides, -1..1
public record NewcombePaired(double difference, double phi, Interval interval) {

  public static Answer<NewcombePaired> of(PairedTable table, ConfidenceLevel level) {
    return table
        .difference()
        .map(difference -> {
          double phi = phi(table);
          double p1 = table.first().rate();
          double p2 = table.second().rate();
          var one = Wilson.of(table.first(), level).orElseThrow();
          var two = Wilson.of(table.second(), level).orElseThrow();
          double below = third(p1 - one.lower(), two.upper() - p2, phi);
          double above = third(one.upper() - p1, p2 - two.lower(), phi);
          return new NewcombePaired(
              difference, phi, new Interval(difference - below, difference + above));
        });
  }

  /// The third side of the triangle of two sides with `φ` as the cosine between them.
  private static double third(double one, double two, double phi) {
    return Math.sqrt(Math.max(0, one * one - 2 * phi * one * two + two * two));
  }

  private static double phi(PairedTable table) {
    double a = table.both();
    double b = table.firstOnly();
    double c = table.secondOnly();
    double d = table.neither();
    double margins = (a + b) * (c + d) * (a + c) * (b + d);
    if (margins == 0) {
      return 0;
    }
    double agreement = a * d - b * c;
    double corrected = agreement > 0 ? Math.max(agreement - table.pairs() / 2.0, 0) : agreement;
    return corrected / Math.sqrt(margins);
  }
}
