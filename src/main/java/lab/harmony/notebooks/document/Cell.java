package lab.harmony.notebooks.document;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One cell of a notebook; `executionCount` is 0 for a cell that never ran, `harmony` is what the
/// lab keeps in the cell's metadata.
///
/// @param attachments the pictures pasted into it
/// @param flaw in what it is not as nbformat has it; it is kept as it is
public record Cell(
    CellId id,
    CellKind kind,
    String source,
    int executionCount,
    List<Output> outputs,
    JsonNode harmony,
    Attachments attachments,
    Optional<String> flaw) {

  static Cell of(JsonNode node, Optional<String> flaw) {
    var harmony = node.path("metadata").path("harmony");
    return new Cell(
        new CellId(node.path("id").asString("")),
        CellKind.of(node.path("cell_type").asString(""), harmony.path("kind").asString("")),
        Output.joined(node.path("source")),
        node.path("execution_count").asInt(0),
        node.path("outputs").isArray()
            ? node.path("outputs").valueStream().map(Output::of).toList()
            : List.of(),
        harmony,
        Attachments.of(node.path("attachments")),
        flaw);
  }

  /// The same with other outputs.
  public Cell with(List<Output> others) {
    return new Cell(
        id, kind, source, executionCount, List.copyOf(others), harmony, attachments, flaw);
  }

  /// Whether a finding is open, confirmed or rejected.
  public FindingStatus findingStatus() {
    return FindingStatus.byWord(harmony.path("status").asString(""));
  }

  /// A new cell as nbformat writes it.
  public static JsonNode blank(CellId id, CellKind kind, String source) {
    var node = JsonText.MAPPER.createObjectNode();
    node.put("cell_type", kind.cellType());
    if (kind.counted()) {
      node.putNull("execution_count");
    }
    node.put("id", id.value());
    var metadata = node.putObject("metadata");
    if (!kind.equals(kind.plain())) {
      var harmony = metadata.putObject("harmony").put("kind", kind.word());
      if (kind.equals(CellKind.FINDING)) {
        harmony.put("status", FindingStatus.OPEN.word());
      }
    }
    if (kind.counted()) {
      node.putArray("outputs");
    }
    node.set("source", Output.lines(source));
    return node;
  }
}
