package lab.harmony.notebooks.cells;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.people.PersonId;
import lab.harmony.people.Signature;
import lab.harmony.runs.RunId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the metadata of a cell says about its last execution.
///
/// @param by who executed it, as the file says it
/// @param run the run that a run cell started
/// @param result the hash of what came out; absent while its run is not over
public record Execution(
    Instant at, Signature by, Inputs inputs, Optional<RunId> run, Optional<String> result) {

  public static Optional<Execution> of(Cell cell) {
    var node = cell.harmony().path("executed");
    try {
      return node.isObject()
          ? Optional.of(
              new Execution(
                  Instant.parse(node.path("at").asString("")),
                  new Signature(
                      node.path("by").asString(""), text(node, "byId").flatMap(PersonId::parse)),
                  Inputs.read(node),
                  text(node, "run").map(RunId::new),
                  text(node, "result")))
          : Optional.empty();
    } catch (DateTimeParseException | IllegalArgumentException writtenByHand) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asString("")).filter(text -> !text.isEmpty());
  }

  public ObjectNode writeTo(ObjectNode harmony) {
    var node = JsonText.MAPPER.createObjectNode();
    node.put("at", at.toString());
    node.put("by", by.name());
    by.id().ifPresent(id -> node.put("byId", id.value()));
    inputs.writeTo(node);
    result.ifPresent(hash -> node.put("result", hash));
    run.ifPresent(id -> node.put("run", id.value()));
    harmony.set("executed", node);
    return harmony;
  }

  public Execution withResult(String hash) {
    return new Execution(at, by, inputs, run, Optional.of(hash));
  }
}
