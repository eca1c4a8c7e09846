package lab.harmony.stats.preference;

import java.util.Arrays;

/// The likelihood of comparisons as a multinomial logit: outcomes of a pair i, j score `b_i`, `b_j`
/// and, as ties, `(b_i + b_j)/2 + log ν`. It is concave, and its top is found by Newton's method
/// with steps that are halved until they lead upwards.
final class PreferenceLikelihood {

  /// The top.
  ///
  /// @param parameters the logarithms of the strengths, and behind them that of ν
  /// @param covariance the pseudo-inverse of the information
  record Maximum(double[] parameters, double[][] covariance, double logLikelihood) {

    double error(int parameter) {
      return Math.sqrt(Math.max(0, covariance[parameter][parameter]));
    }

    double errorOfDifference(int one, int other) {
      return Math.sqrt(
          Math.max(
              0, covariance[one][one] + covariance[other][other] - 2 * covariance[one][other]));
    }
  }

  private static final int MOST_STEPS = 500;
  private static final double SMALL_STEP = 1e-13;

  private final Preferences preferences;
  private final boolean withTies;
  private final int k;
  private final int size;

  private double value;
  private final double[] slope;
  private final double[][] information;

  private PreferenceLikelihood(Preferences preferences, boolean withTies) {
    this.preferences = preferences;
    this.withTies = withTies;
    this.k = preferences.items().size();
    this.size = withTies ? k + 1 : k;
    this.slope = new double[size];
    this.information = new double[size][size];
  }

  /// @param withTies whether ties are outcomes of their own instead of halves
  static Maximum maximum(Preferences preferences, boolean withTies) {
    return new PreferenceLikelihood(preferences, withTies).climb();
  }

  private Maximum climb() {
    var at = new double[size];
    look(at);
    for (int step = 0; step < MOST_STEPS; step++) {
      var covariance = pseudoInverse();
      var direction = Matrices.times(covariance, slope);
      double before = value;
      double length = 1;
      var next = moved(at, direction, length);
      look(next);
      while (value < before - 1e-12 * Math.abs(before) && length > 1e-12) {
        length /= 2;
        next = moved(at, direction, length);
        look(next);
      }
      at = next;
      if (Arrays.stream(direction).map(Math::abs).max().orElse(0)
          < SMALL_STEP * (1 + largest(at))) {
        break;
      }
    }
    double mean = Arrays.stream(at, 0, k).sum() / k;
    for (int i = 0; i < k; i++) {
      at[i] -= mean;
    }
    look(at);
    return new Maximum(at, pseudoInverse(), value);
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private static double[] moved(double[] from, double[] direction, double length) {
    var to = from.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] += length * direction[i];
    }
    return to;
  }

  /// Value, slope and information at a place.
  private void look(double[] at) {
    value = 0;
    Arrays.fill(slope, 0);
    for (var row : information) {
      Arrays.fill(row, 0);
    }
    for (int i = 0; i < k; i++) {
      for (int j = i + 1; j < k; j++) {
        double ties = preferences.ties(i, j);
        double half = withTies ? 0 : ties / 2;
        add(
            at,
            i,
            j,
            preferences.wins(i, j) + half,
            preferences.wins(j, i) + half,
            withTies ? ties : 0);
      }
    }
  }

  /// Adds what one pair says.
  private void add(double[] at, int i, int j, double won, double lost, double tied) {
    double n = won + lost + tied;
    if (n == 0) {
      return;
    }
    double tie = withTies ? (at[i] + at[j]) / 2 + at[k] : Double.NEGATIVE_INFINITY;
    double top = Math.max(tie, Math.max(at[i], at[j]));
    double all =
        top + Math.log(Math.exp(at[i] - top) + Math.exp(at[j] - top) + Math.exp(tie - top));
    double winning = Math.exp(at[i] - all);
    double losing = Math.exp(at[j] - all);
    double tying = Math.exp(tie - all);
    value += won * (at[i] - all) + lost * (at[j] - all) + (tied == 0 ? 0 : tied * (tie - all));
    // Of the half difference of the two strengths, and of log ν.
    double mean = winning - losing;
    double spread = winning + losing - mean * mean;
    double pull = won - lost - n * mean;
    slope[i] += pull / 2;
    slope[j] -= pull / 2;
    information[i][i] += n * spread / 4;
    information[j][j] += n * spread / 4;
    information[i][j] -= n * spread / 4;
    information[j][i] -= n * spread / 4;
    if (withTies) {
      slope[k] += tied - n * tying;
      information[k][k] += n * tying * (1 - tying);
      double both = -n * mean * tying / 2;
      information[i][k] += both;
      information[k][i] += both;
      information[j][k] -= both;
      information[k][j] -= both;
    }
  }

  /// The inverse where the strengths sum to 0: without the direction in which all of them grow,
  /// which changes nothing.
  private double[][] pseudoInverse() {
    double scale = 0;
    for (int i = 0; i < k; i++) {
      scale += information[i][i] / k;
    }
    var filled = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        filled[i][j] = information[i][j] + (i < k && j < k ? scale / k : 0);
      }
    }
    var inverse = Matrices.inverse(filled);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        inverse[i][j] -= 1 / (scale * k);
      }
    }
    return inverse;
  }
}
