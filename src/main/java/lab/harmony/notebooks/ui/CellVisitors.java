package lab.harmony.notebooks.ui;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.people.NamedPerson;
import lab.harmony.presence.Presence;

/// Who is in which cell.
final class CellVisitors {

  private CellVisitors() {}

  /// The names of those in each cell, besides the person at `page`: everybody once, however many
  /// pages they have open.
  static Map<CellId, String> names(List<Presence.Visitor> visitors, Object page) {
    return visitors.stream()
        .filter(one -> one.page() != page && !one.part().isEmpty())
        .collect(
            Collectors.groupingBy(
                one -> new CellId(one.part()),
                Collectors.collectingAndThen(
                    Collectors.mapping(Presence.Visitor::person, Collectors.toList()),
                    people ->
                        people.stream()
                            .distinct()
                            .map(NamedPerson::name)
                            .collect(Collectors.joining(", ")))));
  }
}
