package lab.harmony.analytics;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a figure may ask of the machine that draws it: its rows are those it carries, and those
/// that a short rule makes.
///
/// A few letters of Vega-Lite make a thousand million rows (`sequence`, `graticule`), or a picture
/// of that many pixels.
public final class FigureLimits {
  /// The most rows that one rule of a figure may make.
  public static final int ROWS = 100_000;

  /// The most pixels of a side.
  public static final int SIDE = 20_000;

  private static final int DEPTH = 100;
  private static final Set<String> DATA = Set.of("values", "datasets");

  private FigureLimits() {}

  /// Why a specification is not drawn, if it asks for too much.
  public static Optional<String> exceeded(JsonNode specification) {
    return exceeded(specification, 0);
  }

  private static Optional<String> exceeded(JsonNode node, int depth) {
    if (depth > DEPTH) {
      return Optional.of("It is nested more than %d deep.".formatted(DEPTH));
    }
    var rows = Math.max(sequence(node.path("sequence")), graticule(node.path("graticule")));
    if (rows > ROWS) {
      return Optional.of(
          "It makes %,.0f rows by a rule; at most %,d are drawn.".formatted(rows, ROWS));
    }
    for (var side : new String[] {"width", "height"}) {
      if (node.path(side).asDouble(0) > SIDE) {
        return Optional.of(
            "Its %s is %,.0f pixels; at most %,d are drawn."
                .formatted(side, node.path(side).asDouble(), SIDE));
      }
    }
    return parts(node).map(part -> exceeded(part, depth + 1)).flatMap(Optional::stream).findFirst();
  }

  /// What a part of a specification consists of; rows of data are no rules.
  private static Stream<JsonNode> parts(JsonNode node) {
    return node.isObject()
        ? node.properties().stream()
            .filter(part -> !DATA.contains(part.getKey()))
            .map(Map.Entry::getValue)
        : node.values().stream();
  }

  /// How many rows `{"start": 0, "stop": 10, "step": 0.1}` makes; a step of nothing never ends.
  private static double sequence(JsonNode rule) {
    if (!rule.isObject()) {
      return 0;
    }
    var step = rule.path("step").asDouble(1);
    return Math.abs((rule.path("stop").asDouble(0) - rule.path("start").asDouble(0)) / step);
  }

  /// How many points the lines of a map make: 360 by 180 degrees, a line each step, a point each
  /// `precision`.
  private static double graticule(JsonNode rule) {
    if (!rule.isObject()) {
      return 0;
    }
    var finest = rule.path("precision").asDouble(2.5);
    for (var name : new String[] {"step", "stepMajor", "stepMinor"}) {
      for (var number : rule.path(name)) {
        finest = Math.min(finest, Math.abs(number.asDouble(10)));
      }
    }
    return 360 / finest * 180;
  }
}
