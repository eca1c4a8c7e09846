package lab.harmony.notebooks.differences;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.differences.NotebookMerge.Conflict;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.notebooks.document.Notebook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One cell that both sides changed.
///
/// @param raw as it is to be written
record CellMerge(String raw, List<Conflict> conflicts) {
  private static final List<String> RESULT = List.of("outputs", "execution_count");
  private static final String EXECUTED = "executed";

  static CellMerge of(CellId id, Notebook base, Notebook ours, Notebook theirs) {
    var conflicts = new ArrayList<Conflict>();
    var was = base.find(id).map(_ -> json(base, id)).orElseGet(JsonText.MAPPER::createObjectNode);
    var mine = json(ours, id);
    var other = json(theirs, id);
    var takeTheirs = theirResult(was, mine, other);
    var merged = ours;
    var names = new LinkedHashSet<>(mine.propertyNames());
    names.addAll(other.propertyNames());
    for (var name : names) {
      var value =
          switch (name) {
            case "id" -> mine.path(name);
            case "source" -> mine.path(name);
            case "outputs", "execution_count" -> (takeTheirs ? other : mine).path(name);
            default -> merged(was.path(name), mine.path(name), other.path(name));
          };
      if (!value.equals(mine.path(name))) {
        merged =
            value.isMissingNode()
                ? merged.withoutMember(id, name)
                : merged.withMember(id, name, value);
      }
    }
    if (!json(merged, id).path("cell_type").asString("").equals("code")) {
      for (var name : RESULT) {
        merged = merged.withoutMember(id, name);
      }
    }
    if (takeTheirs) {
      var executed = other.path("metadata").path("harmony").path(EXECUTED);
      merged =
          merged.withHarmony(
              id,
              harmony -> {
                harmony.remove(EXECUTED);
                return executed.isMissingNode() ? harmony : harmony.set(EXECUTED, executed);
              });
    }
    if (!was.path("cell_type").equals(mine.path("cell_type"))
        && !was.path("cell_type").equals(other.path("cell_type"))
        && !mine.path("cell_type").equals(other.path("cell_type"))) {
      conflicts.add(new Conflict(id, "both made another kind of cell of it: ours stays"));
    }
    var text =
        TextMerge.of(
            base.find(id).map(cell -> cell.source()).orElse(""),
            ours.find(id).orElseThrow().source(),
            theirs.find(id).orElseThrow().source());
    if (text.conflicts() > 0) {
      conflicts.add(new Conflict(id, "both changed the same lines: they stand between markers"));
    }
    if (!text.text().equals(ours.find(id).orElseThrow().source())) {
      merged = merged.withSource(id, text.text());
    }
    return new CellMerge(merged.raw(id), conflicts);
  }

  /// The whole notebook's metadata and format.
  static Notebook details(Notebook merged, Notebook base, Notebook ours, Notebook theirs) {
    var metadata = merged(base.metadata(), ours.metadata(), theirs.metadata());
    return metadata.equals(merged.metadata()) || !metadata.isObject()
        ? merged
        : merged.withMetadata(_ -> (ObjectNode) metadata);
  }

  /// Results are one thing: what came out, its number, and what it rested on.
  private static boolean theirResult(ObjectNode was, ObjectNode mine, ObjectNode other) {
    if (result(mine).equals(result(other)) || result(other).equals(result(was))) {
      return false;
    }
    return result(mine).equals(result(was)) || executed(other).isAfter(executed(mine));
  }

  private static List<JsonNode> result(ObjectNode cell) {
    var parts = new ArrayList<JsonNode>();
    RESULT.forEach(name -> parts.add(cell.path(name)));
    parts.add(cell.path("metadata").path("harmony").path(EXECUTED));
    return parts;
  }

  private static Instant executed(ObjectNode cell) {
    try {
      return Optional.of(
              cell.path("metadata").path("harmony").path(EXECUTED).path("at").asString(""))
          .filter(text -> !text.isEmpty())
          .map(Instant::parse)
          .orElse(Instant.MIN);
    } catch (DateTimeParseException noTime) {
      return Instant.MIN;
    }
  }

  /// Name by name; where both changed the same to something else, ours.
  private static JsonNode merged(JsonNode was, JsonNode mine, JsonNode other) {
    if (mine.equals(other) || was.equals(other)) {
      return mine;
    }
    if (was.equals(mine)) {
      return other;
    }
    if (!(mine instanceof ObjectNode ours) || !(other instanceof ObjectNode theirs)) {
      return mine.isMissingNode() ? other : mine;
    }
    var result = ours.deepCopy();
    for (var name : theirs.propertyNames()) {
      var value = merged(was.path(name), ours.path(name), theirs.path(name));
      if (!value.isMissingNode()) {
        result.set(name, value);
      }
    }
    for (var name : ours.propertyNames()) {
      if (!theirs.has(name) && ours.path(name).equals(was.path(name))) {
        result.remove(name);
      }
    }
    for (var name : theirs.propertyNames()) {
      if (!ours.has(name) && theirs.path(name).equals(was.path(name))) {
        result.remove(name);
      }
    }
    return result;
  }

  private static ObjectNode json(Notebook notebook, CellId id) {
    return JsonText.MAPPER.readTree(notebook.raw(id)) instanceof ObjectNode cell
        ? cell
        : JsonText.MAPPER.createObjectNode();
  }
}
