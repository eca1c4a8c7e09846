package lab.harmony.notebooks.differences;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.notebooks.document.Notebook;
import tools.jackson.databind.node.ObjectNode;

/// What became of one cell between two notebooks.
///
/// @param before empty where it is new
/// @param after empty where it is gone
/// @param aspects empty where it is as it was
public record CellDifference(
    CellId id, Optional<Cell> before, Optional<Cell> after, Set<Aspect> aspects) {

  public CellDifference {
    aspects =
        aspects.isEmpty()
            ? Set.of()
            : java.util.Collections.unmodifiableSet(EnumSet.copyOf(aspects));
  }

  public boolean isOne() {
    return !aspects.isEmpty();
  }

  /// The cell as it is, or was last.
  public Cell cell() {
    return after.or(() -> before).orElseThrow();
  }

  /// In a few words: `text, result`.
  public String words() {
    return aspects.stream().map(Aspect::words).collect(Collectors.joining(", "));
  }

  /// @param moved whether it stands elsewhere among the others
  static CellDifference of(CellId id, Notebook before, Notebook after, boolean moved) {
    var old = before.find(id);
    var now = after.find(id);
    var aspects = EnumSet.noneOf(Aspect.class);
    if (old.isEmpty()) {
      aspects.add(Aspect.ADDED);
    } else if (now.isEmpty()) {
      aspects.add(Aspect.DELETED);
    } else {
      if (!before.raw(id).equals(after.raw(id))) {
        aspects.addAll(of(old.get(), now.get()));
        if (aspects.isEmpty() && !details(before, id).equals(details(after, id))) {
          aspects.add(Aspect.DETAILS);
        }
      }
      if (moved) {
        aspects.add(Aspect.MOVED);
      }
    }
    return new CellDifference(id, old, now, aspects);
  }

  private static Set<Aspect> of(Cell old, Cell now) {
    var aspects = EnumSet.noneOf(Aspect.class);
    if (!old.source().equals(now.source())) {
      aspects.add(Aspect.TEXT);
    }
    if (!old.kind().equals(now.kind())) {
      aspects.add(Aspect.KIND);
    }
    if (old.findingStatus() != now.findingStatus()) {
      aspects.add(Aspect.STATUS);
    }
    if (!old.outputs().equals(now.outputs())
        || old.executionCount() != now.executionCount()
        || !old.harmony().path("executed").equals(now.harmony().path("executed"))) {
      aspects.add(Aspect.RESULT);
    }
    if (!old.attachments().equals(now.attachments())) {
      aspects.add(Aspect.PICTURES);
    }
    return aspects;
  }

  private static ObjectNode details(Notebook notebook, CellId id) {
    return (ObjectNode) JsonText.MAPPER.readTree(notebook.raw(id));
  }
}
