package lab.harmony.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// How often two judges of the same things say the same, and how much of that is more than chance.
///
/// @param compared the number of pairs of labels
/// @param same how many of them were equal
/// @param kappa Cohen's kappa (1960): (observed - expected) / (1 - expected); empty where both
///   judges used one label only
/// @param kappaInterval 95 % percentile bootstrap over subjects; empty where kappa is, or with
///   fewer than five subjects
public record Agreement(
    int subjects, int compared, int same, OptionalDouble kappa, Optional<Interval> kappaInterval) {

  private static final int RESAMPLES = 2000;
  private static final int FEWEST_SUBJECTS = 5;

  /// What two judges said about one question.
  public record Pair(Object first, Object second) {}

  /// The share of equal labels, 0..1.
  public double share() {
    return same / (double) compared;
  }

  /// Compares two judges. Each subject (a face) holds one or several pairs of labels (its checklist
  /// items); the interval resamples whole subjects, because the answers about one face depend on
  /// each other.
  public static Optional<Agreement> of(List<List<Pair>> subjects) {
    var pairs = subjects.stream().flatMap(List::stream).toList();
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    int same = (int) pairs.stream().filter(pair -> pair.first().equals(pair.second())).count();
    var kappa = kappa(pairs);
    var interval = kappa.isPresent() ? bootstrap(subjects) : Optional.<Interval>empty();
    return Optional.of(new Agreement(subjects.size(), pairs.size(), same, kappa, interval));
  }

  private static OptionalDouble kappa(List<Pair> pairs) {
    double n = pairs.size();
    Map<Object, Integer> first = new HashMap<>();
    Map<Object, Integer> second = new HashMap<>();
    int same = 0;
    for (var pair : pairs) {
      first.merge(pair.first(), 1, Integer::sum);
      second.merge(pair.second(), 1, Integer::sum);
      same += pair.first().equals(pair.second()) ? 1 : 0;
    }
    double expected = 0;
    for (var entry : first.entrySet()) {
      expected += entry.getValue() / n * (second.getOrDefault(entry.getKey(), 0) / n);
    }
    return expected == 1
        ? OptionalDouble.empty()
        : OptionalDouble.of((same / n - expected) / (1 - expected));
  }

  private static Optional<Interval> bootstrap(List<List<Pair>> subjects) {
    if (subjects.size() < FEWEST_SUBJECTS) {
      return Optional.empty();
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    var values = new double[RESAMPLES];
    int count = 0;
    for (int resample = 0; resample < RESAMPLES; resample++) {
      var drawn = new ArrayList<Pair>();
      for (int subject = 0; subject < subjects.size(); subject++) {
        drawn.addAll(subjects.get(random.nextInt(subjects.size())));
      }
      var value = kappa(drawn);
      if (value.isPresent()) {
        values[count++] = value.getAsDouble();
      }
    }
    if (count < RESAMPLES / 2) {
      return Optional.empty();
    }
    var sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return Optional.of(
        new Interval(
            sorted[(int) (0.025 * (count - 1))], sorted[(int) Math.ceil(0.975 * (count - 1))]));
  }
}
