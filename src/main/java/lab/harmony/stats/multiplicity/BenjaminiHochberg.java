package lab.harmony.stats.multiplicity;

/// Several p at once, so that among those called "different" the share of false ones is at most the
/// level: the i-th smallest of m is multiplied by m/i, made no larger than the one behind it, and
/// cut at 1.
///
/// The values come in the order of the input; equal ones stay equal; none give none.
///
/// Y. Benjamini, Y. Hochberg, Controlling the false discovery rate: a practical and powerful
/// approach to multiple testing. Journal of the Royal Statistical Society B 57 (1995), 289-300.
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  public static double[] adjust(double... p) {
    var order = Holm.ascending(p);
    var adjusted = new double[p.length];
    double behind = 1;
    for (int place = order.length - 1; place >= 0; place--) {
      behind = Math.min(behind, p.length * p[order[place]] / (place + 1));
      adjusted[order[place]] = behind;
    }
    return adjusted;
  }
}
