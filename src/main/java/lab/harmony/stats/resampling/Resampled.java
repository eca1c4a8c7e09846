package lab.harmony.stats.resampling;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Function;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;

/// A figure computed anew from every resample.
///
/// @param values in the order of the resamples, without those where the figure is not defined
/// @param undefined how many were left out
public record Resampled(double[] values, int undefined) {

  public static Resampled of(
      int size, Resamples resamples, Function<int[], OptionalDouble> figure) {
    var values = new double[resamples.count()];
    var count = new int[1];
    resamples.forEach(
        size, places -> figure.apply(places).ifPresent(value -> values[count[0]++] = value));
    return new Resampled(Arrays.copyOf(values, count[0]), values.length - count[0]);
  }

  /// The middle `level` of the values; missing without one.
  public Answer<Interval> interval(ConfidenceLevel level) {
    return values.length == 0
        ? Answer.missing(Reason.NO_VARIATION)
        : Answer.of(Quantile.middle(values.clone(), level));
  }
}
