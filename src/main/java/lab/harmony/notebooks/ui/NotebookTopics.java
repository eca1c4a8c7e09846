package lab.harmony.notebooks.ui;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.NotebookTitles;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicHome;
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.TopicPlace;
import org.springframework.stereotype.Component;

/// Experiments and their cells, as something to talk about.
@Component
class NotebookTopics implements TopicHome {
  private final Notebooks notebooks;
  private final NotebookTitles titles;
  private final KindsOnPage kinds;
  private final Rights rights;

  NotebookTopics(Notebooks notebooks, NotebookTitles titles, KindsOnPage kinds, Rights rights) {
    this.notebooks = notebooks;
    this.titles = titles;
    this.kinds = kinds;
    this.rights = rights;
  }

  @Override
  public Set<TopicKind> kinds() {
    return Set.of(TopicKind.EXPERIMENT, TopicKind.CELL);
  }

  @Override
  public Map<Topic, TopicPlace> find(Collection<Topic> topics) {
    return TopicHome.each(topics, this::find);
  }

  private Optional<TopicPlace> find(Topic topic) {
    return switch (topic) {
      case Topic.WholeExperiment(var slug) when titles.exists(slug) ->
          Optional.of(new TopicPlace(titles.of(slug), "experiments/%s?talk".formatted(slug)));
      case Topic.NotebookCell(var slug, var id) -> cell(slug, id).map(cell -> place(slug, cell));
      default -> Optional.empty();
    };
  }

  private TopicPlace place(String slug, Cell cell) {
    return new TopicPlace(
        "%s · %s".formatted(titles.of(slug), CellWords.of(cell, kinds)),
        "experiments/%s?talk=%s".formatted(slug, cell.id()));
  }

  private Optional<Cell> cell(String slug, String id) {
    return ExperimentSlug.find(slug)
        .map(notebooks::open)
        .flatMap(opened ->
            opened instanceof OpenedNotebook.Readable(var notebook)
                ? notebook.cells().stream().filter(one -> one.id().value().equals(id)).findFirst()
                : Optional.empty());
  }

  @Override
  public boolean isOpenTo(Actor who) {
    return rights.may(who, Right.LOOK);
  }
}
