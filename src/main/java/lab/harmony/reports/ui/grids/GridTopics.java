package lab.harmony.reports.ui.grids;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.notebooks.store.NotebookTitles;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.reports.grid.facts.GridFact.Known;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicHome;
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.TopicPlace;
import org.springframework.stereotype.Component;

/// Places in the grids of experiments, as something to talk about: by what their pictures share,
/// wherever that lies in the grid.
@Component
class GridTopics implements TopicHome {
  private final NotebookTitles titles;
  private final Rights rights;

  GridTopics(NotebookTitles titles, Rights rights) {
    this.titles = titles;
    this.rights = rights;
  }

  @Override
  public Set<TopicKind> kinds() {
    return Set.of(TopicKind.GRID_CELL);
  }

  @Override
  public Map<Topic, TopicPlace> find(Collection<Topic> topics) {
    return TopicHome.each(topics, this::find);
  }

  private Optional<TopicPlace> find(Topic topic) {
    return topic instanceof Topic.PlaceInGrid(var experiment, var place)
            && titles.exists(experiment)
        ? GridPlace.parse(place).map(one -> place(experiment, one))
        : Optional.empty();
  }

  private TopicPlace place(String experiment, GridPlace place) {
    return new TopicPlace(
        "%s · grid, %s".formatted(titles.of(experiment), place.describe()),
        address(experiment, place).path() + "&talk");
  }

  /// The grid in which it is one place.
  private static GridAddress address(String experiment, GridPlace place) {
    var cell = place.cell();
    var axes = place.axes();
    var steps =
        cell.values().subList(axes.chosen().size() - axes.bar().size(), cell.values().size());
    var others =
        Optional.ofNullable(place.values().get(Known.EXPERIMENT))
            .filter(other -> !other.equals(experiment))
            .map(List::of)
            .orElse(List.of());
    return GridAddress.of(experiment)
        .withExperiments(others)
        .withAxes(axes)
        .at(steps)
        .withCell(Optional.of(cell));
  }

  @Override
  public boolean isOpenTo(Actor who) {
    return rights.may(who, Right.LOOK);
  }
}
