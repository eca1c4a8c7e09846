package lab.harmony.stats;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Function;

/// A figure computed anew from every resample.
///
/// @param values in the order of the resamples, without those where the figure is not defined
/// @param undefined how many were left out
record Resampled(double[] values, int undefined) {

  static Resampled of(int size, Resamples resamples, Function<int[], OptionalDouble> figure) {
    var values = new double[resamples.count()];
    var count = new int[1];
    resamples.forEach(
        size, places -> figure.apply(places).ifPresent(value -> values[count[0]++] = value));
    return new Resampled(Arrays.copyOf(values, count[0]), values.length - count[0]);
  }

  /// The middle `level` of the values; missing without one.
  Answer<Interval> interval(ConfidenceLevel level) {
    return values.length == 0
        ? Answer.missing(Reason.NO_VARIATION)
        : Answer.of(Quantile.middle(values.clone(), level));
  }
}
