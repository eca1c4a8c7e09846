package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.citations.CitedNumber;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.store.Draft;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.presence.Presence;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicGroup;

/// The cells of a notebook with their outline, as they stand; what a person does to them is in
/// [NotebookEditing].
final class NotebookPage extends Composite<Div> {
  private final ExperimentSlug experiment;
  private final NotebookServices services;
  private final Actor person;
  private final NotebookEditing editing;
  private final CellColumn column;
  private final OrphanTexts orphans;
  private final Outline outline;
  private final HistoryButtons history;
  private final Citing citing;
  private final Map<CellId, CellPart> parts = new HashMap<>();
  private final Map<CellId, Inserter> inserters = new HashMap<>();
  private final Inserter first;
  private final Consumer<CellId> talk;
  private NotebookStanding shown = new NotebookStanding(new OpenedNotebook.Missing(), List.of());
  private List<Place> arranged = List.of();
  private List<Presence.Visitor> people = List.of();
  private Map<Topic, ThreadCount> said = Map.of();
  private Map<CellId, List<CitedNumber>> cited = Map.of();

  /// Whether this page changed the notebook and has not been told of it yet.
  private boolean edited;

  private boolean draftsShown;

  /// What stands at one place of the column.
  private record Place(CellId id, CellKind kind) {
    static Place of(Cell cell) {
      return new Place(cell.id(), cell.kind());
    }
  }

  /// @param talk opens what is said about a cell
  NotebookPage(
      ExperimentSlug experiment,
      NotebookServices services,
      Actor person,
      HistoryButtons history,
      Consumer<CellId> talk) {
    this.talk = talk;
    this.experiment = experiment;
    this.services = services;
    this.person = person;
    this.history = history;
    var kinds = services.kinds();
    editing = new NotebookEditing(experiment, services, person, this);
    column = new CellColumn(kinds);
    column.addCommandListener(editing::obey);
    orphans = new OrphanTexts(editing::addOrphan, editing::forgetDraft);
    outline = new Outline(kinds, cell -> focus(cell, false));
    first = new Inserter(kinds, editing::addFirst);
    citing = new Citing(kinds.handlers());
    var middle = new Div(orphans, column);
    middle.addClassName("notebook__middle");
    getContent().addClassName("notebook__page");
    getContent().add(middle, outline);
    LiveParts.follow(this, services.presence().at(place(experiment)), this::showPeople);
    services
        .talk()
        .count(this, TopicGroup.of(new Topic.WholeExperiment(experiment.value())), this::showTalk);
    addDetachListener(_ -> services.presence().leave(this));
  }

  /// Where people meet who look at this notebook.
  static String place(ExperimentSlug experiment) {
    return "experiments/" + experiment;
  }

  /// Somebody moved to a cell.
  void enter(CellId cell) {
    services.presence().enter(this, place(experiment), cell.value(), person);
  }

  /// Its person is at another screen.
  void left() {
    services.presence().leave(this);
    column.left();
  }

  void undo() {
    editing.undo();
  }

  void redo() {
    editing.redo();
  }

  /// Shows what is another than before; the other cells are not touched.
  void show(NotebookStanding now) {
    shown = edited ? withOwnEdits(now) : now;
    arrange(shown.cells());
    shown.cells().forEach(cell -> Objects.requireNonNull(parts.get(cell.cell().id())).show(cell));
    outline.show(shown.cells());
    showHistory();
    showCited();
    if (!draftsShown) {
      draftsShown = true;
      services.notebooks().drafts(experiment, person).forEach(this::showDraft);
    }
  }

  /// Shows a change of this page at once; where the cells stand after it follows.
  void changedHere() {
    edited = true;
    show(shown);
  }

  /// What is shown is another than what the file says, without this page having changed it.
  void overtaken() {
    edited = true;
  }

  /// What this page has changed itself may be newer than what is found out elsewhere.
  private NotebookStanding withOwnEdits(NotebookStanding now) {
    if (!(services.notebooks().open(experiment) instanceof OpenedNotebook.Readable(var newest))) {
      return now;
    }
    if (now.opened() instanceof OpenedNotebook.Readable(var notebook) && notebook == newest) {
      edited = false;
      return now;
    }
    return now.with(newest);
  }

  NotebookStanding shown() {
    return shown;
  }

  Citing citing() {
    return citing;
  }

  Optional<CellPart> part(CellId cell) {
    return Optional.ofNullable(parts.get(cell));
  }

  /// Puts the focus on a cell; with `edit` into its text.
  void focus(CellId cell, boolean edit) {
    column.focusCell(cell, edit);
  }

  /// Keeps a text in sight whose cell is gone.
  void showOrphan(CellId cell, String text) {
    orphans.show(cell, text);
  }

  void showHistory() {
    var notebooks = services.notebooks();
    history.show(notebooks.undoable(experiment, person), notebooks.redoable(experiment, person));
  }

  private void arrange(List<CellStanding> cells) {
    var places = cells.stream().map(CellStanding::cell).map(Place::of).toList();
    if (places.equals(arranged)) {
      return;
    }
    arranged = places;
    var order = new ArrayList<Component>();
    order.add(first);
    var kept = new LinkedHashMap<CellId, CellPart>();
    for (var standing : cells) {
      var cell = standing.cell();
      var part =
          part(cell.id())
              .filter(known -> known.isFor(cell))
              .orElseGet(() -> new CellPart(cell, editing, services.kinds()));
      kept.put(cell.id(), part);
      order.add(part);
      order.add(
          inserters.computeIfAbsent(
              cell.id(), id -> new Inserter(services.kinds(), kind -> editing.addBelow(id, kind))));
    }
    parts.clear();
    parts.putAll(kept);
    inserters.keySet().retainAll(kept.keySet());
    column.arrange(order);
    showPeople(people);
    showTalk(said);
  }

  private void showTalk(Map<Topic, ThreadCount> now) {
    said = now;
    parts.forEach((id, part) ->
        part.showTalk(
            now.getOrDefault(
                new Topic.NotebookCell(experiment.value(), id.value()), ThreadCount.NONE)));
  }

  /// Opens what is said about a cell.
  void talk(CellId cell) {
    talk.accept(cell);
  }

  private void showPeople(List<Presence.Visitor> now) {
    people = now;
    var names = CellVisitors.names(now, this);
    parts.forEach((id, part) -> part.showPerson(names.getOrDefault(id, "")));
  }

  private void showDraft(Draft draft) {
    part(draft.cell())
        .ifPresentOrElse(
            part -> part.showDraft(draft.text()), () -> orphans.show(draft.cell(), draft.text()));
  }

  private void showCited() {
    var numbers = citing.of(shown);
    if (numbers == cited) {
      return;
    }
    if (!numbers.equals(cited)) {
      column.cite(numbers.values().stream().flatMap(List::stream).toList());
    }
    cited = numbers;
    parts.forEach((id, part) -> part.showCited(numbers.getOrDefault(id, List.of())));
  }
}
