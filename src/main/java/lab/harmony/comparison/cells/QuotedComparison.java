package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.comparison.arms.ArmScore;
import lab.harmony.stats.Interval;
import tools.jackson.databind.JsonNode;

/// A comparison whose pairs cannot be counted again, by the numbers in its file. These are taken as
/// they stand: nothing is known of whether they follow from the pairs, nor of who wrote them.
///
/// @param why it cannot be counted again, in words
/// @param baseline the name of the arm that the others are compared with
/// @param by whose scores counted, in words
/// @param comparisons as how many it counts among others
record QuotedComparison(String why, String baseline, String by, int comparisons, List<Arm> arms) {

  QuotedComparison {
    arms = List.copyOf(arms);
  }

  /// What it says of one arm.
  ///
  /// @param perfect in the share of perfect faces, -1..1
  /// @param points points per face
  record Arm(
      String name, int pairs, Optional<Said> perfect, Optional<Said> points, OptionalInt more) {}

  /// A difference with its interval.
  record Said(double difference, Optional<Interval> interval) {}

  /// What is no number, or none that it could be, is not taken.
  static QuotedComparison read(JsonNode json, String why) {
    var arms = new ArrayList<Arm>();
    for (var one : json.path("comparisons").values()) {
      var name = one.path("arm").asString("");
      if (!name.isBlank()
          && arms.size() < ComparisonReader.MOST_ARMS
          && arms.stream().noneMatch(arm -> arm.name.equals(name))) {
        arms.add(
            new Arm(
                name,
                one.path("pairs").size(),
                said(one.path("perfect"), 1),
                said(one.path("points"), ArmScore.MOST),
                more(one.path("morePairs"))));
      }
    }
    return new QuotedComparison(
        why,
        json.path("baseline").asString(""),
        json.path("by").asString(""),
        ComparisonReader.comparisons(json),
        arms);
  }

  private static Optional<Said> said(JsonNode json, double most) {
    double difference = number(json.path("difference"), most);
    if (Double.isNaN(difference)) {
      return Optional.empty();
    }
    double lower = number(json.path("interval").path("lower"), most);
    double upper = number(json.path("interval").path("upper"), most);
    return Optional.of(
        new Said(
            difference,
            lower <= upper ? Optional.of(new Interval(lower, upper)) : Optional.empty()));
  }

  /// NaN where it is none within these bounds.
  private static double number(JsonNode json, double most) {
    double value = json.isNumber() ? json.asDouble(Double.NaN) : Double.NaN;
    return Math.abs(value) <= most ? value : Double.NaN;
  }

  private static OptionalInt more(JsonNode json) {
    int pairs = json.isInt() ? json.asInt(0) : 0;
    return pairs > 0 ? OptionalInt.of(pairs) : OptionalInt.empty();
  }

  /// What is written above what it said.
  String heading() {
    return "As its file says, not counted again: %s. Among several comparisons it counts as %s."
        .formatted(
            why,
            comparisons == 1
                ? "one that shows nothing"
                : "%d that show nothing".formatted(comparisons));
  }
}
