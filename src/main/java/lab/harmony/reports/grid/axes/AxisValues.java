package lab.harmony.reports.grid.axes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridSettings;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.RatedBy;

/// The values of one fact among pictures: which occur, in which order, and which a picture has.
public final class AxisValues {
  private final GridFact fact;
  private final NumberedPictures pictures;
  private final List<String> values;

  /// By the number of a picture, the rank of its value.
  private final int[] known;

  private AxisValues(GridFact fact, NumberedPictures pictures, List<String> values, int[] known) {
    this.fact = fact;
    this.pictures = pictures;
    this.values = List.copyOf(values);
    this.known = known;
  }

  public static AxisValues of(GridFact fact, NumberedPictures pictures) {
    var met = new LinkedHashMap<String, Integer>();
    var ofSettings = new IdentityHashMap<GridSettings, Integer>();
    var known = new int[pictures.size()];
    for (int number = 0; number < known.length; number++) {
      var picture = pictures.all().get(number);
      var before = fact.isOfSettings() ? ofSettings.get(picture.settings()) : null;
      if (before == null) {
        before = met.computeIfAbsent(fact.of(picture), _ -> met.size());
        if (fact.isOfSettings()) {
          ofSettings.put(picture.settings(), before);
        }
      }
      known[number] = before;
    }
    var asMet = new AxisValues(fact, pictures, List.copyOf(met.keySet()), known);
    return fact.order().map(asMet::sorted).orElse(asMet);
  }

  private AxisValues sorted(Comparator<String> order) {
    var sorted = new ArrayList<>(values);
    sorted.sort(order);
    var ranks = new HashMap<String, Integer>();
    sorted.forEach(value -> ranks.put(value, ranks.size()));
    var moved =
        values.stream().mapToInt(value -> Objects.requireNonNull(ranks.get(value))).toArray();
    return new AxisValues(
        fact, pictures, sorted, IntStream.of(known).map(rank -> moved[rank]).toArray());
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
    return sorted(
        Comparator.comparingDouble((String value) ->
            rates.containsKey(value)
                ? sign * Objects.requireNonNull(rates.get(value))
                : Double.POSITIVE_INFINITY));
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
    int number = pictures.of(picture);
    return number < 0 ? fact.of(picture) : values.get(known[number]);
  }

  /// The rank of the value of the picture with this number.
  int rankOf(int number) {
    return known[number];
  }
}
