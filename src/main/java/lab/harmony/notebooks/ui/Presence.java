package lab.harmony.notebooks.ui;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.design.Live;
import lab.harmony.notebooks.CellId;
import lab.harmony.notebooks.ExperimentSlug;
import org.springframework.stereotype.Component;

/// Who is in which cell now.
@Component
class Presence {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Map<Object, Place> places = new ConcurrentHashMap<>();
  private final Map<ExperimentSlug, Live<List<Place>>> live = new ConcurrentHashMap<>();

  /// A person in a cell, in one open page.
  record Place(Object page, ExperimentSlug experiment, CellId cell, String person) {}

  /// Everybody who is in a cell of this notebook.
  Live<List<Place>> in(ExperimentSlug experiment) {
    return live.computeIfAbsent(experiment, slug -> new Live<>(PAUSE, () -> now(slug)));
  }

  /// `page` is the open page somebody moved in.
  void enter(Object page, ExperimentSlug experiment, CellId cell, String person) {
    places.put(page, new Place(page, experiment, cell, person));
    in(experiment).changed();
  }

  void leave(Object page, ExperimentSlug experiment) {
    places.remove(page);
    in(experiment).changed();
  }

  private List<Place> now(ExperimentSlug experiment) {
    return places.values().stream()
        .filter(place -> Objects.equals(place.experiment(), experiment))
        .toList();
  }
}
