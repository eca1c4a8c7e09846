package lab.harmony.counting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.ToldNumbers;
import tools.jackson.databind.json.JsonMapper;

/// What was counted, as its cell stores it.
record StoredCounting(int start, int counted, String of) {
  private static final String TYPE = "application/vnd.counting+json";
  private static final JsonMapper JSON = JsonMapper.shared();

  Output output() {
    var json = JSON.createObjectNode().put("format", 1).put("start", start);
    json.put("counted", counted).put("of", of);
    return new Output.Display(
        Map.of(TYPE, json, "text/plain", JSON.getNodeFactory().stringNode(words())));
  }

  String words() {
    return "%d %s from %d".formatted(counted, of, start + 1);
  }

  /// The one number of it, for texts that cite it.
  ToldNumbers told() {
    return new ToldNumbers(
        words(),
        "%s " + of + " were counted",
        List.of(
            new ToldNumbers.Told(
                "counted", Map.of("of", of), List.of((double) counted), 0, "%s", words())));
  }

  static Optional<StoredCounting> find(Cell cell) {
    return cell.outputs().stream()
        .flatMap(output ->
            output instanceof Output.Display display ? display.json(TYPE).stream() : Stream.of())
        .filter(json -> json.path("format").asInt() == 1)
        .findFirst()
        .map(json ->
            new StoredCounting(
                json.path("start").asInt(),
                json.path("counted").asInt(),
                json.path("of").asString()));
  }
}
