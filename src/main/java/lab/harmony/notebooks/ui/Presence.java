package lab.harmony.notebooks.ui;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lab.harmony.design.live.Live;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
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

  /// Who is in each cell, besides the person at `page`: everybody once, however many pages they
  /// have open.
  static Map<CellId, String> names(List<Place> places, Object page) {
    return places.stream()
        .filter(place -> place.page() != page)
        .collect(
            Collectors.groupingBy(
                Place::cell,
                Collectors.collectingAndThen(
                    Collectors.mapping(Place::person, Collectors.toCollection(TreeSet::new)),
                    names -> String.join(", ", names))));
  }

  private List<Place> now(ExperimentSlug experiment) {
    return places.values().stream()
        .filter(place -> Objects.equals(place.experiment(), experiment))
        .toList();
  }
}
