package lab.harmony.stats.means;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;

/// A mean that people measured on n things, made sharper by a machine that also judged N others,
/// and valid however wrong the machine is.
///
/// With Y what people said of the n, F what the machine said of them and F' of the others:
/// `estimate(λ) = λ·mean(F') + mean(Y - λF)`, `se² = λ²·var(F')/N + var(Y - λF)/n` (divisors N and
/// n), and the normal quantile. `classical` is λ = 0, people alone; `full` is λ = 1; `tuned` takes
/// the λ that makes the error smallest, `cov(Y, F) / ((1 + n/N)·var(all F))` (divisors n and n + N
/// - 1), cut to 0..1. A machine that always says the same: there is no such λ, and 0 is taken. n <
///   2 or N < 2: there is no estimate.
///
/// A. N. Angelopoulos, S. Bates, C. Fannjiang, M. I. Jordan, T. Zrnic, Prediction-powered
/// inference. Science 382 (2023), 669-674. A. N. Angelopoulos, J. C. Duchi, T. Zrnic, PPI++:
/// efficient prediction-powered inference. arXiv 2311.01453 (2023).
///
/// @param bestWeight the λ before it is cut
/// @param weight the λ of `tuned`
public record PredictionPoweredMean(
    Mean classical, Mean full, Mean tuned, Answer<Double> bestWeight, double weight) {

  /// A mean, its standard error, and the interval by the normal quantile.
  public record Mean(double estimate, double standardError, Interval interval) {

    /// Whether the values were all the same, so that an error of 0 says nothing of the next one and
    /// is not to be shown as certainty.
    public boolean withoutVariation() {
      return standardError == 0;
    }
  }

  public static Answer<PredictionPoweredMean> of(
      double[] labels, double[] machine, double[] machineMore, ConfidenceLevel level) {
    if (labels.length != machine.length) {
      throw new IllegalArgumentException(
          "need a value of the machine for each of the people's, got %d and %d"
              .formatted(machine.length, labels.length));
    }
    requireFinite(labels, machine, machineMore);
    if (labels.length < 2 || machineMore.length < 2) {
      return Answer.missing(Reason.TOO_FEW);
    }
    var best = bestWeight(labels, machine, machineMore);
    double weight = best.found().map(it -> Math.clamp(it, 0.0, 1.0)).orElse(0.0);
    return Answer.of(
        new PredictionPoweredMean(
            mean(labels, machine, machineMore, 0, level),
            mean(labels, machine, machineMore, 1, level),
            mean(labels, machine, machineMore, weight, level),
            best,
            weight));
  }

  private static Mean mean(
      double[] labels, double[] machine, double[] more, double weight, ConfidenceLevel level) {
    var rest =
        IntStream.range(0, labels.length)
            .mapToDouble(place -> labels[place] - weight * machine[place])
            .toArray();
    double estimate = weight * average(more) + average(rest);
    double error =
        Math.sqrt(
            weight * weight * squares(more) / more.length / more.length
                + squares(rest) / rest.length / rest.length);
    return new Mean(estimate, error, level.around(estimate, error));
  }

  private static Answer<Double> bestWeight(double[] labels, double[] machine, double[] more) {
    var all = DoubleStream.concat(Arrays.stream(machine), Arrays.stream(more)).toArray();
    double variance = squares(all) / (all.length - 1);
    if (variance == 0) {
      return Answer.missing(Reason.NO_VARIATION);
    }
    double people = average(labels);
    double judge = average(machine);
    double covariance =
        IntStream.range(0, labels.length)
                .mapToDouble(place -> (labels[place] - people) * (machine[place] - judge))
                .sum()
            / labels.length;
    return Answer.of(covariance / ((1 + labels.length / (double) more.length) * variance));
  }

  private static double average(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /// The sum of squared distances from the mean; exactly 0 where all values are equal.
  private static double squares(double[] values) {
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return 0;
    }
    double mean = average(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }

  private static void requireFinite(double[]... all) {
    for (var values : all) {
      if (!Arrays.stream(values).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("need finite values, got " + Arrays.toString(values));
      }
    }
  }
}
