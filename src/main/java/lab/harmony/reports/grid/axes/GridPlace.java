package lab.harmony.reports.grid.axes;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridFact.Asked;
import lab.harmony.reports.grid.facts.GridPicture;

/// A place of a grid by what its pictures share, however its axes lie:
/// `archetype=soft&emotion=happy`.
///
/// @param values by fact: those of the prompt matrix first, the others by their names
public record GridPlace(Map<GridFact, String> values) {

  private static final Comparator<GridFact> ORDER =
      Comparator.comparingInt(
              (GridFact fact) -> fact instanceof Asked(var axis) ? axis.ordinal() : 99)
          .thenComparing(GridFact::text);

  public GridPlace {
    var ordered = new LinkedHashMap<GridFact, String>();
    var given = values;
    given.keySet().stream()
        .sorted(ORDER)
        .forEach(
            fact -> Optional.ofNullable(given.get(fact)).ifPresent(it -> ordered.put(fact, it)));
    values = Collections.unmodifiableMap(ordered);
  }

  /// Of a picture, on these facts.
  public static GridPlace of(List<GridFact> facts, GridPicture picture) {
    var values = new LinkedHashMap<GridFact, String>();
    facts.forEach(fact -> values.put(fact, fact.of(picture)));
    return new GridPlace(values);
  }

  /// The place that is written so; the reverse of [#toString()].
  public static Optional<GridPlace> parse(String text) {
    var values = new LinkedHashMap<GridFact, String>();
    for (var part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        return Optional.empty();
      }
      try {
        values.put(
            GridFact.parse(decoded(part.substring(0, equals))),
            decoded(part.substring(equals + 1)));
      } catch (IllegalArgumentException noFact) {
        return Optional.empty();
      }
    }
    return values.size() < 2 ? Optional.empty() : Optional.of(new GridPlace(values));
  }

  /// In words: `soft, happy, CFG 7`.
  public String describe() {
    return values.entrySet().stream()
        .map(one -> one.getKey().describe(one.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// The grid in which it is one place: one fact down, one across, the third splits the columns,
  /// what is left is stepped through.
  public GridAxes axes() {
    var axes = new ArrayList<>(values.keySet().stream().map(GridAxis::of).toList());
    int across = Math.min(3, axes.size());
    return new GridAxes(
        axes.subList(0, 1), axes.subList(1, across), axes.subList(across, axes.size()));
  }

  /// Its cell there.
  public CellAddress cell() {
    return new CellAddress(List.copyOf(values.values()));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(one -> encoded(one.getKey().text()) + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }
}
