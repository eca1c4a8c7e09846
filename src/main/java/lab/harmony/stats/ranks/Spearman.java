package lab.harmony.stats.ranks;

import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;

/// Pearson's correlation of the midranks of two rows. In whole numbers up to the last step, so that
/// the same order gives exactly 1, the opposite one exactly -1.
///
/// C. Spearman, The proof and measurement of association between two things. American Journal of
/// Psychology 15 (1904), 72-101.
final class Spearman {

  private Spearman() {}

  static Answer<Double> of(double[] x, double[] y) {
    var first = Midranks.doubled(x);
    var second = Midranks.doubled(y);
    long middle = x.length + 1L;
    long both = 0;
    long ones = 0;
    long others = 0;
    for (int place = 0; place < x.length; place++) {
      long one = first[place] - middle;
      long other = second[place] - middle;
      both += one * other;
      ones += one * one;
      others += other * other;
    }
    return ratio(both, ones, others);
  }

  /// `both / √(ones · others)`; missing where one of these is 0.
  static Answer<Double> ratio(long both, long ones, long others) {
    if (ones == 0 || others == 0) {
      return Answer.missing(Reason.NO_VARIATION);
    }
    if (Math.abs(both) == ones && ones == others) {
      return Answer.of((double) Long.signum(both));
    }
    return Answer.of(Math.clamp(both / (Math.sqrt(ones) * Math.sqrt(others)), -1, 1));
  }
}
