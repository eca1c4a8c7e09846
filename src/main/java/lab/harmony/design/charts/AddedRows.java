package lab.harmony.design.charts;

import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The rows by which a figure grew, so that only they are sent.
final class AddedRows {

  private AddedRows() {}

  /// The rows that come after those of before; empty if anything else is another, or nothing is
  /// new.
  static Optional<ArrayNode> between(ObjectNode before, ObjectNode now) {
    var old = before.path("data").path("values");
    var all = now.path("data").path("values");
    if (!old.isArray() || !all.isArray() || all.size() <= old.size() || !sameBut(before, now)) {
      return Optional.empty();
    }
    for (int i = 0; i < old.size(); i++) {
      if (!old.get(i).equals(all.get(i))) {
        return Optional.empty();
      }
    }
    var added = JsonNodeFactory.instance.arrayNode();
    for (int i = old.size(); i < all.size(); i++) {
      added.add(all.get(i));
    }
    return Optional.of(added);
  }

  /// Whether both draw their rows in the same way.
  private static boolean sameBut(ObjectNode before, ObjectNode now) {
    return before.size() == now.size()
        && before.path("data").size() == 1
        && now.path("data").size() == 1
        && before.properties().stream()
            .allMatch(part ->
                part.getKey().equals("data") || part.getValue().equals(now.get(part.getKey())));
  }
}
