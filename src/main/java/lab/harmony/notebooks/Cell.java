package lab.harmony.notebooks;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// One cell of a notebook; `executionCount` is 0 for a cell that never ran, `harmony` is what the
/// lab keeps in the cell's metadata.
public record Cell(
    CellId id,
    CellKind kind,
    String source,
    int executionCount,
    List<Output> outputs,
    JsonNode harmony) {

  static Cell of(JsonNode node) {
    var harmony = node.path("metadata").path("harmony");
    return new Cell(
        new CellId(node.path("id").asString("")),
        CellKind.of(node.path("cell_type").asString(""), harmony.path("kind").asString("")),
        Output.joined(node.path("source")),
        node.path("execution_count").asInt(0),
        node.path("outputs").valueStream().map(Output::of).toList(),
        harmony);
  }

  /// Whether a finding is open, confirmed or rejected.
  public FindingStatus findingStatus() {
    return FindingStatus.byWord(harmony.path("status").asString(""));
  }

  /// A new cell as nbformat writes it.
  static JsonNode blank(CellId id, CellKind kind, String source) {
    var node = JsonText.MAPPER.createObjectNode();
    node.put("cell_type", kind.cellType());
    if (kind.cellType().equals("code")) {
      node.putNull("execution_count");
    }
    node.put("id", id.value());
    var metadata = node.putObject("metadata");
    switch (kind) {
      case RUN, SCORES, CHART, GRID -> metadata.putObject("harmony").put("kind", kind.word());
      case FINDING ->
          metadata
              .putObject("harmony")
              .put("kind", kind.word())
              .put("status", FindingStatus.OPEN.word());
      case MARKDOWN, CODE, RAW -> {}
    }
    if (kind.cellType().equals("code")) {
      node.putArray("outputs");
    }
    node.set("source", Output.lines(source));
    return node;
  }
}
