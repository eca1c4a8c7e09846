package lab.harmony.notebooks.ui;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lab.harmony.design.live.Live;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.PersonChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Who is in which cell now.
@Component
class Presence {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final People people;
  private final Map<Object, Spot> spots = new ConcurrentHashMap<>();
  private final Map<ExperimentSlug, Live<List<Place>>> live = new ConcurrentHashMap<>();

  Presence(People people) {
    this.people = people;
  }

  private record Spot(ExperimentSlug experiment, CellId cell, Actor who) {}

  /// A person in a cell, in one open page.
  record Place(Object page, CellId cell, NamedPerson person) {}

  /// Everybody who is in a cell of this notebook.
  Live<List<Place>> in(ExperimentSlug experiment) {
    return live.computeIfAbsent(experiment, slug -> new Live<>(PAUSE, () -> now(slug)));
  }

  /// `page` is the open page somebody moved in.
  void enter(Object page, ExperimentSlug experiment, CellId cell, Actor who) {
    spots.put(page, new Spot(experiment, cell, who));
    in(experiment).changed();
  }

  void leave(Object page, ExperimentSlug experiment) {
    spots.remove(page);
    in(experiment).changed();
  }

  @EventListener
  void renamed(PersonChanged event) {
    live.values().forEach(Live::changed);
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
                    Collectors.mapping(Place::person, Collectors.toSet()), Presence::names)));
  }

  private static String names(Set<NamedPerson> people) {
    return people.stream()
        .sorted(Comparator.comparing(NamedPerson::name).thenComparing(one -> one.id().value()))
        .map(NamedPerson::name)
        .collect(Collectors.joining(", "));
  }

  private List<Place> now(ExperimentSlug experiment) {
    return spots.entrySet().stream()
        .filter(spot -> Objects.equals(spot.getValue().experiment(), experiment))
        .map(spot ->
            new Place(
                spot.getKey(),
                spot.getValue().cell(),
                people.get(spot.getValue().who().person()).named()))
        .toList();
  }
}
