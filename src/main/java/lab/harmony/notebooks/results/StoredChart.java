package lab.harmony.notebooks.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.analytics.FigureRenderer;
import lab.harmony.notebooks.document.Output;
import lab.harmony.stats.Interval;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A figure, as its cell stores it: the Vega-Lite specification with its numbers, as other programs
/// draw it too. What the lab says of it stands in `usermeta.harmony`.
///
/// @param specification one of the lab, or of another program
public record StoredChart(ObjectNode specification) {
  private static final int FORMAT = 1;
  private static final Pattern COUNTED = Pattern.compile("(\\d+)(?:/| of )(\\d+)");

  /// As it stands in the notebook.
  public Output output(FigureRenderer renderer) {
    specification.putObject("usermeta").putObject("harmony").put(StoredForm.FORMAT, FORMAT);
    return StoredForm.display(
        OutputTypes.CHART,
        specification,
        Map.of("image/svg+xml", renderer.svg(specification), "text/plain", words()));
  }

  /// The figure in a display; empty where there is none.
  public static Optional<StoredChart> read(Output.Display display) {
    return display
        .json(OutputTypes.CHART)
        .filter(ObjectNode.class::isInstance)
        .filter(json ->
            json.path("usermeta").path("harmony").path(StoredForm.FORMAT).asInt(StoredForm.FIRST)
                <= FORMAT)
        .map(json -> new StoredChart((ObjectNode) json));
  }

  /// What it shows, for those who do not see it.
  public String words() {
    return specification.path("description").asString("");
  }

  ResultNumbers numbers() {
    var parts = new ArrayList<ResultNumbers.Part>();
    for (var row : specification.path("data").path("values")) {
      var counted = COUNTED.matcher(row.path("evidence").asString(""));
      if (counted.matches()) {
        var where = where(row, "label", "archetype", "emotion", "cfg");
        where.computeIfPresent("label", (_, label) -> plain(label));
        var points = row.path("evidence").asString("").contains("/");
        var possible = Integer.parseInt(counted.group(2));
        parts.add(
            new ResultNumbers.Part(
                where,
                Integer.parseInt(counted.group(1)),
                possible,
                points ? row.path("images").asInt(0) : possible,
                interval(row)));
      }
    }
    var machine = words().contains("machine verdicts");
    return new ResultNumbers(
        ResultNumbers.Counted.MARKS,
        parts,
        Optional.of(machine ? JudgeChoice.MACHINE : JudgeChoice.HUMAN));
  }

  /// Charts of before do not say what their intervals rest on.
  private static Optional<ResultNumbers.StoredInterval> interval(JsonNode row) {
    double lower = row.path("lower").asDouble(Double.NaN);
    double upper = row.path("upper").asDouble(Double.NaN);
    return row.path("over").isString() && lower <= upper
        ? Optional.of(
            new ResultNumbers.StoredInterval(
                new Interval(lower, upper), row.path("over").stringValue()))
        : Optional.empty();
  }

  /// A label without the marks that a chart gives it: `✕ broken (0)` is `broken`.
  private static String plain(String label) {
    return label.replaceFirst("^✕ ", "").replaceFirst(" \\(\\d\\)$", "");
  }

  private static Map<String, String> where(JsonNode row, String... names) {
    var where = new LinkedHashMap<String, String>();
    for (var name : names) {
      if (row.has(name)) {
        where.put(
            name,
            row.path(name).isNumber()
                ? number(row.path(name).asDouble(0))
                : row.path(name).asString(""));
      }
    }
    return where;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
  }
}
