package lab.harmony.reports.grid.axes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.RatedBy;

/// The values of one fact among pictures: which occur, in which order, and which a picture has.
public final class AxisValues {
  private final GridFact fact;
  private final Map<GridPicture, String> known;
  private final List<String> values;
  private final Map<String, Integer> ranks = new HashMap<>();

  private AxisValues(GridFact fact, Map<GridPicture, String> known, List<String> values) {
    this.fact = fact;
    this.known = known;
    this.values = List.copyOf(values);
    this.values.forEach(value -> ranks.put(value, ranks.size()));
  }

  public static AxisValues of(GridFact fact, Collection<GridPicture> pictures) {
    var asked = fact instanceof GridFact.Asked;
    var known = new IdentityHashMap<GridPicture, String>(asked ? 0 : pictures.size());
    var distinct = new LinkedHashMap<String, Boolean>();
    for (var picture : pictures) {
      var value = fact.of(picture);
      if (!asked) {
        known.put(picture, value);
      }
      distinct.put(value, true);
    }
    var values = new ArrayList<>(distinct.keySet());
    fact.order().ifPresent(values::sort);
    return new AxisValues(fact, known, values);
  }

  /// The same in the order of their rates; what has none stands last.
  public AxisValues ordered(AxisOrder order, RatedBy by, Collection<GridPicture> rated) {
    if (order == AxisOrder.USUAL) {
      return this;
    }
    var rates = new HashMap<String, Double>();
    rated.stream()
        .collect(Collectors.groupingBy(this::of))
        .forEach((value, some) -> rate(some, by).ifPresent(rate -> rates.put(value, rate)));
    var sign = order == AxisOrder.BEST ? -1 : 1;
    var sorted = new ArrayList<>(values);
    sorted.sort(
        Comparator.comparingDouble((String value) ->
            rates.containsKey(value)
                ? sign * Objects.requireNonNull(rates.get(value))
                : Double.POSITIVE_INFINITY));
    return new AxisValues(fact, known, sorted);
  }

  private static Optional<Double> rate(List<GridPicture> some, RatedBy by) {
    var margin = Margin.over(some);
    return Optional.<Function<Margin, SuccessRate>>empty()
        .or(() -> by.people() ? Optional.of(Margin::human) : Optional.empty())
        .flatMap(judge -> judge.apply(margin).rate())
        .or(() -> by.machine() ? margin.machine().rate() : Optional.empty());
  }

  public GridFact fact() {
    return fact;
  }

  public List<String> all() {
    return values;
  }

  /// The value that a picture has.
  public String of(GridPicture picture) {
    var value = known.get(picture);
    return value == null ? fact.of(picture) : value;
  }

  public int rank(GridPicture picture) {
    return rank(of(picture));
  }

  public int rank(String value) {
    return Objects.requireNonNull(ranks.get(value));
  }
}
