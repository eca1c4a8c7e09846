package lab.harmony.notebooks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the stored result of a cell counts, in its smallest parts: faces of a table or a grid, the
/// bars or tiles of a chart, the pictures of a run.
///
/// @param judge who gave the points, in words
record ResultNumbers(CellKind kind, List<Part> parts, String judge) {
  private static final List<String> PLACE = List.of("archetype", "emotion", "cfg", "seed");
  private static final Pattern COUNTED = Pattern.compile("(\\d+)(?:/| of )(\\d+)");

  /// @param where what it is: `emotion` → `angry`
  /// @param counted points reached, or what was counted
  /// @param possible out of how many; 0 where nothing was counted
  /// @param faces how many faces stand behind it
  record Part(Map<String, String> where, int counted, int possible, int faces) {
    /// The same face of another model has the same place.
    String place() {
      return String.join(" ", PLACE.stream().map(it -> where.getOrDefault(it, "")).toList());
    }
  }

  /// Empty for a cell that has no result to cite.
  static Optional<ResultNumbers> of(Cell cell) {
    return cell.outputs().stream()
        .filter(Output.Display.class::isInstance)
        .map(Output.Display.class::cast)
        .flatMap(display -> read(cell.kind(), display).stream())
        .findFirst();
  }

  private static Optional<ResultNumbers> read(CellKind kind, Output.Display display) {
    return switch (kind) {
      case SCORES ->
          display
              .json(OutputTypes.SCORES)
              .map(json -> faces(kind, json.path("rows"), json.path("source").asString("")));
      case GRID ->
          display
              .json(OutputTypes.GRID)
              .map(json -> faces(kind, json.path("images"), json.path("scores").asString("")));
      case CHART -> display.json(OutputTypes.CHART).map(ResultNumbers::chart);
      case RUN ->
          display.json(OutputTypes.RUN).map(json -> faces(kind, json.path("images"), "nobody"));
      case MARKDOWN, FINDING, CODE, RAW -> Optional.empty();
    };
  }

  /// Faces that are meant to mix emotions enter no rate.
  private static ResultNumbers faces(CellKind kind, JsonNode rows, String judge) {
    var parts = new ArrayList<Part>();
    for (var row : rows) {
      if (!row.path("intended_conflict").asBoolean(false)) {
        var where = where(row, "model", "archetype", "emotion", "cfg", "seed");
        parts.add(
            row.has("points")
                ? new Part(where, row.path("points").asInt(0), 3, 1)
                : new Part(where, 0, 0, 1));
      }
    }
    return new ResultNumbers(kind, parts, words(judge));
  }

  private static ResultNumbers chart(JsonNode specification) {
    var parts = new ArrayList<Part>();
    for (var row : specification.path("data").path("values")) {
      var counted = COUNTED.matcher(row.path("evidence").asString(""));
      if (counted.matches()) {
        var where = where(row, "label", "archetype", "emotion", "cfg");
        where.computeIfPresent("label", (_, label) -> plain(label));
        var points = row.path("evidence").asString("").contains("/");
        var possible = Integer.parseInt(counted.group(2));
        parts.add(
            new Part(
                where,
                Integer.parseInt(counted.group(1)),
                possible,
                points ? row.path("images").asInt(0) : possible));
      }
    }
    var machine = specification.path("description").asString("").contains("machine verdicts");
    return new ResultNumbers(CellKind.CHART, parts, words(machine ? "machine" : "human"));
  }

  /// A label without the marks that a chart gives it: `✕ broken (0)` is `broken`.
  private static String plain(String label) {
    return label.replaceFirst("^✕ ", "").replaceFirst(" \\(\\d\\)$", "");
  }

  private static String words(String judge) {
    return switch (judge) {
      case "machine" -> "read by the machine";
      case "human" -> "scored by people";
      default -> "";
    };
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

  /// The different values of one name, in the order of the result.
  List<String> values(String name) {
    return parts.stream()
        .map(part -> part.where().getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  /// The parts of which a citation speaks.
  ///
  /// @throws IllegalArgumentException with a sentence when there are none
  List<Part> of(Map<String, String> wanted) {
    var exact = new HashMap<String, String>();
    wanted.forEach((name, value) -> exact.put(name, exact(name, value)));
    return parts.stream()
        .filter(part ->
            exact.entrySet().stream()
                .allMatch(it -> it.getValue().equals(part.where().get(it.getKey()))))
        .toList();
  }

  /// A model may be named by the adapter alone: `lora-v1` for `doodle-base + lora-v1`.
  private String exact(String name, String value) {
    var all = values(name);
    var wanted = name.equals("cfg") ? value.replaceFirst("\\.0$", "") : value;
    if (all.contains(wanted)) {
      return wanted;
    }
    var parted = all.stream().filter(it -> List.of(it.split(" \\+ ")).contains(wanted)).toList();
    if (name.equals("model") && parted.size() == 1) {
      return parted.getFirst();
    }
    throw new IllegalArgumentException(
        all.isEmpty()
            ? "this result does not tell apart by %s".formatted(name)
            : "there is no %s \"%s\" in it; there are: %s"
                .formatted(name, value, String.join(", ", all)));
  }
}
