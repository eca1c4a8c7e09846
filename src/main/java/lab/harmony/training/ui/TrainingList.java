package lab.harmony.training.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.UnorderedList;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.models.ModelName;
import lab.harmony.training.SpecStanding;
import lab.harmony.training.records.TrainingShelf.Row;

/// The trainings, and below them the specs that nobody has trained here yet; rows change in place.
final class TrainingList extends Composite<UnorderedList> {

  private final SpecRow.Acts acts;
  private final Map<ModelName, TrainingRow> rows = new HashMap<>();
  private final Map<Path, SpecRow> specRows = new HashMap<>();
  private List<? extends Component> order = List.of();

  TrainingList(SpecRow.Acts acts) {
    this.acts = acts;
    getContent().addClassName("models__list");
  }

  /// @param shown the training that is shown beside the list
  void update(TrainingsNow now, Optional<ModelName> shown) {
    var wanted =
        Stream.<Component>concat(
                now.rows().stream().map(row -> row(row, now, shown)),
                now.untrained().stream()
                    .map(standing -> {
                      var row = specRow(standing);
                      row.update(standing, now.waiting(), now.running());
                      return row;
                    }))
            .toList();
    if (!wanted.equals(order)) {
      order.stream().filter(one -> !wanted.contains(one)).forEach(getContent()::remove);
      for (int i = 0; i < wanted.size(); i++) {
        if (i >= getContent().getComponentCount()
            || getContent().getComponentAt(i) != wanted.get(i)) {
          getContent().addComponentAtIndex(i, wanted.get(i));
        }
      }
      rows.values().retainAll(wanted);
      specRows.values().retainAll(wanted);
      order = wanted;
    }
    getContent().setVisible(!wanted.isEmpty());
  }

  private TrainingRow row(Row row, TrainingsNow now, Optional<ModelName> shown) {
    var line = rows.computeIfAbsent(row.name(), TrainingRow::new);
    line.update(row, now.waiting(), shown.filter(row.name()::equals).isPresent());
    return line;
  }

  private SpecRow specRow(SpecStanding standing) {
    var known = specRows.get(standing.file().file());
    if (known == null || !known.name().equals(SpecRow.name(standing))) {
      known = new SpecRow(standing, acts);
      specRows.put(standing.file().file(), known);
    }
    return known;
  }
}
