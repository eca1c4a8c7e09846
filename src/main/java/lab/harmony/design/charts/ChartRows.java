package lab.harmony.design.charts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.tables.Csv;
import tools.jackson.databind.JsonNode;

/// The rows behind a figure as a table: those of the lab's figures with unit, n, interval and
/// judge, those of others as they are.
///
/// @param rows the fields of each row, in the order of the columns
public record ChartRows(List<String> columns, List<JsonNode> rows) {

  /// How the fields of the lab's own figures are called in a table; those that only repeat others
  /// for the eye are left out.
  private static final Map<String, String> NAMES =
      Map.of(
          "label",
          "group",
          "rate",
          "share",
          "lower",
          "lower_95",
          "upper",
          "upper_95",
          "images",
          "faces");

  /// The field with which a row names the faces that it counts.
  private static final String FACES = "faces";

  private static final Set<String> FOR_THE_EYE =
      Set.of("headline", "evidence", "interval", "step", FACES);

  private static final int MOST_ROWS = 100_000;

  public ChartRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// All rows that a specification carries.
  public static ChartRows of(JsonNode specification) {
    var rows = rows(specification).limit(MOST_ROWS).toList();
    var columns = new LinkedHashSet<String>();
    for (var row : rows) {
      row.propertyNames().forEach(columns::add);
    }
    var ours = rows.stream().allMatch(ChartRows::ours);
    columns.removeIf(name ->
        ours
            ? FOR_THE_EYE.contains(name)
            : rows.stream().allMatch(row -> row.path(name).isContainer()));
    return new ChartRows(new ArrayList<>(columns), rows);
  }

  /// Whether a row is one of the lab's figures.
  public static boolean ours(JsonNode row) {
    return row.path("label").isString() && row.path("rate").isNumber() && row.has("judge");
  }

  private static Stream<JsonNode> rows(JsonNode specification) {
    var here =
        Stream.concat(
            specification.path("data").path("values").valueStream(),
            specification.path("datasets").valueStream().flatMap(JsonNode::valueStream));
    var parts =
        Stream.of("layer", "hconcat", "vconcat", "concat")
            .flatMap(name -> specification.path(name).valueStream());
    var part = Stream.of(specification.path("spec")).filter(JsonNode::isObject);
    return Stream.concat(
        here.filter(JsonNode::isObject), Stream.concat(parts, part).flatMap(ChartRows::rows));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// The table as CSV: shares are 0..1, unrounded.
  public String csv() {
    return Csv.text(
        columns.stream()
            .map(name ->
                rows.stream().allMatch(ChartRows::ours) ? NAMES.getOrDefault(name, name) : name)
            .toList(),
        rows.stream()
            .map(row -> columns.stream().map(name -> field(row.path(name))).toList())
            .toList());
  }

  private static String field(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? ""
        : value.isValueNode() ? value.asString("") : value.toString();
  }
}
