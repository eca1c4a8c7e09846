package lab.harmony.stats.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The share of successes in every cell of a table of several axes, told from those cells that have
/// trials: also of cells that have none.
///
/// `logit p = m + Σ a(value of each axis) + Σ b(values of each two axes) + e(cell)`, with b only
/// where there are three axes or more; m and a are normal with variance 4, b and e with variance
/// σ², the size of what axes do together. σ is not known: it takes each of some sizes, weighted by
/// a half-normal prior of scale 1 times the likelihood of the trials at that size (Laplace's
/// approximation at the mode, found by Newton's method with e eliminated). So few trials, which say
/// nothing about σ, leave wide intervals, and trials that do not fit the axes alone widen all.
///
/// The 95 % interval of a cell is between the quantiles of the mixture over σ. A cell with trials
/// has them in it; one without is an **estimate**, and what is true of that cell alone cannot be
/// seen in it.
///
/// P. McCullagh, J. A. Nelder, Generalized Linear Models. 2nd ed. 1989, chapter 4. L. Tierney, J.
/// B. Kadane, Accurate approximations for posterior moments and marginal densities. JASA 81 (1986),
/// 82-86. A. Gelman, Prior distributions for variance parameters in hierarchical models. Bayesian
/// Analysis 1 (2006), 515-534.
///
/// @param cells the interval of each, the last axis fastest
public record CellRates(List<Interval> cells) {

  /// Larger tables would take long.
  public static final int MOST_CELLS = 4_000;

  /// More values of axes, and of two axes together, would.
  public static final int MOST_EFFECTS = 700;

  private static final double EFFECT_PRECISION = 0.25;
  private static final double[] SIGMAS = {0.1, 0.35, 0.7, 1.1, 1.6, 2.3, 3.2};
  private static final int MOST_STEPS = 60;
  private static final double MOST_CHANGE = 3;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public CellRates {
    cells = List.copyOf(cells);
  }

  /// @param levels how many values each axis has
  /// @param reached successes in each cell, the last axis fastest; a cell's faces that go together
  ///   may count as fewer, so these need not be whole
  /// @param trials of which; 0 where there is none
  public static Answer<CellRates> of(int[] levels, double[] reached, double[] trials) {
    long cells = BalancedSubset.combinations(levels);
    if (reached.length != cells || trials.length != cells) {
      throw new IllegalArgumentException(
          "need %d cells, got %d and %d".formatted(cells, reached.length, trials.length));
    }
    for (int cell = 0; cell < cells; cell++) {
      if (!(reached[cell] >= 0 && reached[cell] <= trials[cell] + 1e-9)) {
        throw new IllegalArgumentException(
            "need 0 to %s successes, got %s".formatted(trials[cell], reached[cell]));
      }
    }
    if (tooLarge(levels)) {
      return Answer.missing(Reason.TOO_MANY);
    }
    if (Arrays.stream(trials).sum() == 0) {
      return Answer.missing(Reason.NO_DATA);
    }
    return Answer.of(mixed(new Model(levels), reached, trials));
  }

  /// Whether a table is too large for it.
  public static boolean tooLarge(int[] levels) {
    return BalancedSubset.combinations(levels) > MOST_CELLS || effects(levels) > MOST_EFFECTS;
  }

  private static long effects(int[] levels) {
    long effects = 1 + Arrays.stream(levels).asLongStream().sum();
    for (int axis = 0; levels.length > 2 && axis < levels.length; axis++) {
      for (int other = axis + 1; other < levels.length; other++) {
        effects += (long) levels[axis] * levels[other];
      }
    }
    return effects;
  }

  private static CellRates mixed(Model model, double[] reached, double[] trials) {
    var fits = new ArrayList<Fit>();
    var start = new double[model.effects];
    for (double sigma : SIGMAS) {
      fits.add(model.fit(reached, trials, sigma, start));
    }
    double largest = fits.stream().mapToDouble(Fit::evidence).max().orElseThrow();
    var weights = new double[SIGMAS.length];
    double sum = 0;
    for (int at = 0; at < weights.length; at++) {
      weights[at] =
          Math.exp(fits.get(at).evidence() - largest - SIGMAS[at] * SIGMAS[at] / 2) * width(at);
      sum += weights[at];
    }
    for (int at = 0; at < weights.length; at++) {
      weights[at] /= sum;
    }
    return new CellRates(
        IntStream.range(0, trials.length).mapToObj(cell -> cell(fits, weights, cell)).toList());
  }

  /// How much of all sizes one of them stands for.
  private static double width(int at) {
    double before = at == 0 ? 0 : (SIGMAS[at - 1] + SIGMAS[at]) / 2;
    double behind =
        at == SIGMAS.length - 1
            ? SIGMAS[at] + (SIGMAS[at] - SIGMAS[at - 1]) / 2
            : (SIGMAS[at] + SIGMAS[at + 1]) / 2;
    return behind - before;
  }

  private static Interval cell(List<Fit> fits, double[] weights, int cell) {
    double alpha = ConfidenceLevel.PERCENT_95.alpha() / 2;
    double lower = rate(quantile(fits, weights, cell, alpha));
    double upper = rate(quantile(fits, weights, cell, 1 - alpha));
    return new Interval(lower, upper);
  }

  private static double quantile(List<Fit> fits, double[] weights, int cell, double p) {
    double low = -60;
    double high = 60;
    while (high - low > 1e-6) {
      double middle = (low + high) / 2;
      double below = 0;
      for (int at = 0; at < weights.length; at++) {
        var fit = fits.get(at);
        below +=
            weights[at]
                * NORMAL.cumulativeProbability(
                    (middle - fit.logit()[cell]) / Math.sqrt(fit.variance()[cell]));
      }
      if (below < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double rate(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /// What one size of σ tells.
  private record Fit(double[] logit, double[] variance, double evidence) {}

  /// Which effects each cell has.
  private static final class Model {
    private final int effects;
    private final int main;
    private final int[][] of;

    Model(int[] levels) {
      int axes = levels.length;
      var first = new int[axes];
      int next = 1;
      for (int axis = 0; axis < axes; axis++) {
        first[axis] = next;
        next += levels[axis];
      }
      main = next;
      var pairs = new int[axes][axes];
      for (int axis = 0; axes > 2 && axis < axes; axis++) {
        for (int other = axis + 1; other < axes; other++) {
          pairs[axis][other] = next;
          next += levels[axis] * levels[other];
        }
      }
      effects = next;
      of = new int[(int) BalancedSubset.combinations(levels)][];
      var place = new int[axes];
      for (int cell = 0; cell < of.length; cell++) {
        var own = IntStream.builder().add(0);
        for (int axis = 0; axis < axes; axis++) {
          own.add(first[axis] + place[axis]);
          for (int other = axis + 1; axes > 2 && other < axes; other++) {
            own.add(pairs[axis][other] + place[axis] * levels[other] + place[other]);
          }
        }
        of[cell] = own.build().toArray();
        for (int axis = axes - 1; axis >= 0 && ++place[axis] == levels[axis]; axis--) {
          place[axis] = 0;
        }
      }
    }

    private double precision(int effect, double sigma) {
      return effect < main ? EFFECT_PRECISION : 1 / (sigma * sigma);
    }

    /// @param start where the effects are looked for from, and where they were found
    Fit fit(double[] reached, double[] trials, double sigma, double[] start) {
      int cells = of.length;
      double own = 1 / (sigma * sigma);
      var alone = new double[cells];
      double[] effect = start;
      for (int step = 0; step < MOST_STEPS; step++) {
        var score = new double[effects];
        for (int at = 0; at < effects; at++) {
          score[at] = -precision(at, sigma) * effect[at];
        }
        var left = new double[cells];
        var weight = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
          if (trials[cell] > 0) {
            double p = rate(logit(effect, alone, cell));
            weight[cell] = trials[cell] * p * (1 - p);
            double miss = reached[cell] - trials[cell] * p;
            left[cell] = miss - own * alone[cell];
            double passed = miss - weight[cell] / (weight[cell] + own) * left[cell];
            for (int at : of[cell]) {
              score[at] += passed;
            }
          }
        }
        var factor = Cholesky.of(information(weight, own, sigma));
        var change = factor.solve(score);
        double largest = 0;
        for (int cell = 0; cell < cells; cell++) {
          if (trials[cell] > 0) {
            double along = 0;
            for (int at : of[cell]) {
              along += change[at];
            }
            double by = (left[cell] - weight[cell] * along) / (weight[cell] + own);
            by = Math.clamp(by, -MOST_CHANGE, MOST_CHANGE);
            alone[cell] += by;
            largest = Math.max(largest, Math.abs(by));
          }
        }
        for (int at = 0; at < effects; at++) {
          double by = Math.clamp(change[at], -MOST_CHANGE, MOST_CHANGE);
          effect[at] += by;
          largest = Math.max(largest, Math.abs(by));
        }
        if (largest < 1e-6) {
          break;
        }
      }
      return told(reached, trials, sigma, effect, alone);
    }

    private double logit(double[] effect, double[] alone, int cell) {
      double logit = alone[cell];
      for (int at : of[cell]) {
        logit += effect[at];
      }
      return Math.clamp(logit, -30, 30);
    }

    private double[][] information(double[] weight, double own, double sigma) {
      var information = new double[effects][effects];
      for (int at = 0; at < effects; at++) {
        information[at][at] = precision(at, sigma);
      }
      for (int cell = 0; cell < weight.length; cell++) {
        if (weight[cell] > 0) {
          double shared = weight[cell] * own / (weight[cell] + own);
          for (int one : of[cell]) {
            for (int other : of[cell]) {
              information[one][other] += shared;
            }
          }
        }
      }
      return information;
    }

    private Fit told(
        double[] reached, double[] trials, double sigma, double[] effect, double[] alone) {
      double own = 1 / (sigma * sigma);
      int cells = of.length;
      var weight = new double[cells];
      var logit = new double[cells];
      double evidence = 0;
      for (int cell = 0; cell < cells; cell++) {
        logit[cell] = logit(effect, alone, cell);
        if (trials[cell] > 0) {
          double p = rate(logit[cell]);
          weight[cell] = trials[cell] * p * (1 - p);
          evidence +=
              reached[cell] * Math.log(p)
                  + (trials[cell] - reached[cell]) * Math.log1p(-p)
                  - own * alone[cell] * alone[cell] / 2
                  - Math.log1p(weight[cell] / own) / 2;
        }
      }
      var factor = Cholesky.of(information(weight, own, sigma));
      evidence -= factor.logDeterminant() / 2;
      for (int at = 0; at < effects; at++) {
        double precision = precision(at, sigma);
        evidence += Math.log(precision) / 2 - precision * effect[at] * effect[at] / 2;
      }
      var covariance = factor.inverse();
      var variance = new double[cells];
      for (int cell = 0; cell < cells; cell++) {
        double along = 0;
        for (int one : of[cell]) {
          for (int other : of[cell]) {
            along += covariance[one][other];
          }
        }
        double kept = own / (weight[cell] + own);
        variance[cell] = kept * kept * along + 1 / (weight[cell] + own);
      }
      return new Fit(logit, variance, evidence);
    }
  }
}
