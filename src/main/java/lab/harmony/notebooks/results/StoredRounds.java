package lab.harmony.notebooks.results;

import java.util.List;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.Output;
import lab.harmony.runs.RunId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The runs of a sparse grid, round by round, as its stored result names them.
public final class StoredRounds {

  private static final int FORMAT = 1;

  private StoredRounds() {}

  /// Those that the result of a cell names; none where it names none, or is not as the lab writes
  /// it.
  public static List<RunId> runs(Cell cell) {
    return of(cell).stream().flatMap(List::stream).distinct().toList();
  }

  /// The same, round by round.
  public static List<List<RunId>> of(Cell cell) {
    return Output.displays(cell.outputs())
        .flatMap(display -> StoredForm.in(display, OutputTypes.SPARSE, FORMAT).stream())
        .findFirst()
        .map(StoredRounds::read)
        .orElse(List.of());
  }

  private static List<List<RunId>> read(JsonNode json) {
    try {
      return json.path("rounds")
          .valueStream()
          .map(round ->
              round.path("runs").valueStream().map(run -> new RunId(run.asString(""))).toList())
          .toList();
    } catch (IllegalArgumentException writtenByHand) {
      return List.of();
    }
  }

  /// Writes them into a result.
  public static void write(ObjectNode json, List<List<RunId>> rounds) {
    json.put(StoredForm.FORMAT, FORMAT);
    var written = json.putArray("rounds");
    for (var round : rounds) {
      var runs = written.addObject().putArray("runs");
      round.forEach(run -> runs.add(run.value()));
    }
  }
}
