package lab.harmony.counting;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.Output;
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
