package lab.harmony.notebooks.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.runs.images.AxisPlace;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicGroup;
import lab.harmony.threads.ui.TalkAside;
import lab.harmony.threads.ui.TalkMark;

/// What is said about an experiment and its cells, beside its page.
final class NotebookTalk {
  private final ExperimentSlug experiment;
  private final NotebookServices services;
  private final Supplier<List<Cell>> cells;
  private final Consumer<CellId> back;
  private final Topic whole;
  private final TalkAside aside;
  private final TalkMark mark;
  private Optional<CellId> from = Optional.empty();

  /// @param cells those that are there now
  /// @param back puts the focus on the cell that somebody came from
  NotebookTalk(
      ExperimentSlug experiment,
      NotebookServices services,
      Actor person,
      Supplier<List<Cell>> cells,
      Consumer<CellId> back) {
    this.experiment = experiment;
    this.services = services;
    this.cells = cells;
    this.back = back;
    whole = new Topic.WholeExperiment(experiment.value());
    var group = TopicGroup.of(whole);
    aside = services.talk().beside(group, person, this::name, this::closed);
    mark = new TalkMark("this experiment", true, this::toggle);
    services.talk().count(mark, group, now -> mark.show(now.getOrDefault(whole, ThreadCount.NONE)));
  }

  TalkAside aside() {
    return aside;
  }

  TalkMark mark() {
    return mark;
  }

  private void toggle() {
    from = Optional.empty();
    if (aside.shown().equals(Optional.of(whole))) {
      aside.close();
    } else {
      aside.open(whole);
    }
  }

  /// @param cell one of this notebook, or one that was; nothing else opens what is said about the
  ///   experiment
  void open(String cell) {
    if (cell.isBlank() || cell.length() > Topic.LONGEST_PART) {
      aside.open(whole);
    } else {
      from = cells.get().stream().map(Cell::id).filter(id -> id.value().equals(cell)).findFirst();
      from.ifPresent(back);
      aside.open(new Topic.NotebookCell(experiment.value(), cell));
    }
  }

  void open(CellId cell) {
    from = Optional.of(cell);
    aside.open(new Topic.NotebookCell(experiment.value(), cell.value()));
  }

  private void closed() {
    from.ifPresent(back);
  }

  private Optional<String> name(Topic topic) {
    return switch (topic) {
      case Topic.WholeExperiment _ -> Optional.of("This experiment");
      case Topic.NotebookCell(_, var id) ->
          cells.get().stream()
              .filter(cell -> cell.id().value().equals(id))
              .findFirst()
              .map(cell -> CellWords.of(cell, services.kinds()));
      case Topic.PlaceInGrid(_, var place) ->
          Optional.of("Grid, " + AxisPlace.parse(place).map(AxisPlace::describe).orElse(place));
      case Topic.Picture _, Topic.Report _, Topic.Epoch _, Topic.Sample _ -> Optional.empty();
    };
  }
}
