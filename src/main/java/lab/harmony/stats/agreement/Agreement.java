package lab.harmony.stats.agreement;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.resampling.Resampled;
import lab.harmony.stats.resampling.Resamples;

/// How often two judges of the same things say the same, and how much of that is more than chance.
///
/// @param compared the number of pairs of labels
/// @param same how many of them were equal
/// @param kappa [CohenKappa]; missing where both judges used one label only
/// @param kappaInterval 95 % percentile bootstrap over subjects; missing where kappa is, or with
///   fewer than five subjects
public record Agreement(
    int subjects, int compared, int same, OptionalDouble kappa, Optional<Interval> kappaInterval) {

  private static final Resamples RESAMPLES = new Resamples.Drawn(2000, 42);
  private static final int FEWEST_SUBJECTS = 5;

  /// The share of equal labels, 0..1.
  public double share() {
    return same / (double) compared;
  }

  /// Compares two judges. Each subject (a face) holds one or several pairs of labels (its checklist
  /// items); the interval resamples whole subjects, because the answers about one face depend on
  /// each other.
  public static Optional<Agreement> of(List<List<CohenKappa.Pair>> subjects) {
    var pairs = subjects.stream().flatMap(List::stream).toList();
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    int same = (int) pairs.stream().filter(pair -> pair.first().equals(pair.second())).count();
    var labels =
        pairs.stream().flatMap(pair -> Stream.of(pair.first(), pair.second())).distinct().toList();
    var kappa = kappa(CohenKappa.of(pairs, labels));
    var interval =
        kappa.isPresent() && subjects.size() >= FEWEST_SUBJECTS
            ? bootstrap(subjects, labels)
            : Optional.<Interval>empty();
    return Optional.of(new Agreement(subjects.size(), pairs.size(), same, kappa, interval));
  }

  private static OptionalDouble kappa(CohenKappa pairs) {
    return pairs.kappa().found().map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private static Optional<Interval> bootstrap(
      List<List<CohenKappa.Pair>> subjects, List<Object> labels) {
    var cells =
        subjects.stream()
            .map(pairs ->
                pairs.stream()
                    .mapToInt(pair ->
                        labels.indexOf(pair.first()) * labels.size()
                            + labels.indexOf(pair.second()))
                    .toArray())
            .toList();
    var resampled =
        Resampled.of(
            subjects.size(),
            RESAMPLES,
            places -> {
              var table = new int[labels.size()][labels.size()];
              for (int place : places) {
                for (int cell : cells.get(place)) {
                  table[cell / labels.size()][cell % labels.size()]++;
                }
              }
              return kappa(new CohenKappa(table));
            });
    return resampled.undefined() > RESAMPLES.count() / 2
        ? Optional.empty()
        : resampled.interval(ConfidenceLevel.PERCENT_95).found();
  }
}
