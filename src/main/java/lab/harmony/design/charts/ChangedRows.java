package lab.harmony.design.charts;

import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How the rows of a figure became others, so that only what is new is sent.
///
/// @param from the place of the first row that is another one or was not there
/// @param rows all from there on
record ChangedRows(int from, ArrayNode rows) {

  /// What turns the rows of before into those of now, none if nothing is another one; empty if the
  /// figure is drawn otherwise, or shares no row with that of before: one of which no row is left
  /// says so in its place.
  static Optional<ChangedRows> between(ObjectNode before, ObjectNode now) {
    var old = before.path("data").path("values");
    var all = now.path("data").path("values");
    if (!old.isArray() || !all.isArray() || !sameBut(before, now)) {
      return Optional.empty();
    }
    int from = 0;
    while (from < old.size() && from < all.size() && old.get(from).equals(all.get(from))) {
      from++;
    }
    var rows = JsonNodeFactory.instance.arrayNode();
    for (int i = from; i < all.size(); i++) {
      rows.add(all.get(i));
    }
    return from == 0 && !old.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChangedRows(from, rows));
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
