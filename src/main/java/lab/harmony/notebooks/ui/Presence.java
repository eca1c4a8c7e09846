package lab.harmony.notebooks.ui;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lab.harmony.notebooks.CellId;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.NotebookChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Who is in which cell now.
@Component
class Presence {
  private final Map<Object, Place> places = new ConcurrentHashMap<>();
  private final ApplicationEventPublisher events;

  private record Place(ExperimentSlug experiment, CellId cell, String person) {}

  Presence(ApplicationEventPublisher events) {
    this.events = events;
  }

  /// `page` is the open page somebody moved in.
  void enter(Object page, ExperimentSlug experiment, CellId cell, String person) {
    places.put(page, new Place(experiment, cell, person));
    if (others(page, experiment)) {
      events.publishEvent(new NotebookChanged(experiment));
    }
  }

  void leave(Object page, ExperimentSlug experiment) {
    places.remove(page);
    if (others(page, experiment)) {
      events.publishEvent(new NotebookChanged(experiment));
    }
  }

  /// The people of other pages, by the cell they are in.
  Map<CellId, String> othersThan(Object page, ExperimentSlug experiment) {
    return places.entrySet().stream()
        .filter(entry ->
            !entry.getKey().equals(page) && entry.getValue().experiment().equals(experiment))
        .map(Map.Entry::getValue)
        .collect(Collectors.toMap(Place::cell, Place::person, (one, other) -> one + ", " + other));
  }

  private boolean others(Object page, ExperimentSlug experiment) {
    return !othersThan(page, experiment).isEmpty();
  }
}
