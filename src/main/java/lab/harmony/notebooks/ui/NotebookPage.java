package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.design.LiveParts;
import lab.harmony.design.Notice;
import lab.harmony.notebooks.Cell;
import lab.harmony.notebooks.CellId;
import lab.harmony.notebooks.CellKind;
import lab.harmony.notebooks.CellRun;
import lab.harmony.notebooks.CellRuns;
import lab.harmony.notebooks.CellStanding;
import lab.harmony.notebooks.CitedNumber;
import lab.harmony.notebooks.Draft;
import lab.harmony.notebooks.Edit;
import lab.harmony.notebooks.ExperimentPictures;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.FindingStatus;
import lab.harmony.notebooks.NotebookExecution;
import lab.harmony.notebooks.NotebookFaces;
import lab.harmony.notebooks.NotebookStanding;
import lab.harmony.notebooks.Notebooks;
import lab.harmony.notebooks.Offer;
import lab.harmony.notebooks.OpenedNotebook;
import lab.harmony.notebooks.PictureFinder;
import lab.harmony.runs.RunId;

/// The cells with their outline, and everything a person does to them.
final class NotebookPage extends Composite<Div> implements CellActions {
  private final ExperimentSlug experiment;
  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final CellRuns cellRuns;
  private final NotebookFaces faces;
  private final Presence presence;
  private final String person;
  private final CellColumn column = new CellColumn();
  private final OrphanTexts orphans =
      new OrphanTexts(text -> insert(0, CellKind.MARKDOWN, text), this::forgetDraft);
  private final Outline outline = new Outline(cell -> column.focusCell(cell, false));
  private final HistoryButtons history;
  private final Map<CellId, CellPart> parts = new HashMap<>();
  private final Map<CellId, Inserter> inserters = new HashMap<>();
  private final Inserter first = new Inserter(kind -> insert(0, kind));
  private NotebookStanding shown = new NotebookStanding(new OpenedNotebook.Missing(), List.of());
  private List<Place> arranged = List.of();
  private List<Presence.Place> people = List.of();

  /// Whether this page changed the notebook and has not been told of it yet.
  private boolean edited;

  private boolean draftsShown;
  private final Citing citing = new Citing();
  private Map<CellId, List<CitedNumber>> cited = Map.of();

  /// What stands at one place of the column.
  private record Place(CellId id, CellKind kind) {
    static Place of(Cell cell) {
      return new Place(cell.id(), cell.kind());
    }
  }

  NotebookPage(
      ExperimentSlug experiment,
      Notebooks notebooks,
      NotebookExecution execution,
      CellRuns cellRuns,
      NotebookFaces faces,
      Presence presence,
      String person,
      HistoryButtons history) {
    this.cellRuns = cellRuns;
    this.history = history;
    this.experiment = experiment;
    this.notebooks = notebooks;
    this.execution = execution;
    this.faces = faces;
    this.presence = presence;
    this.person = person;
    column.addCommandListener(this::obey);
    var middle = new Div(orphans, column);
    middle.addClassName("notebook__middle");
    getContent().addClassName("notebook__page");
    getContent().add(middle, outline);
    LiveParts.follow(this, presence.in(experiment), this::showPeople);
    addDetachListener(_ -> presence.leave(this, experiment));
  }

  /// Its person is at another screen.
  void left() {
    presence.leave(this, experiment);
    column.left();
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
      notebooks.drafts(experiment, person).forEach(this::showDraft);
    }
  }

  /// What this page has changed itself may be newer than what is found out elsewhere.
  private NotebookStanding withOwnEdits(NotebookStanding now) {
    if (!(notebooks.open(experiment) instanceof OpenedNotebook.Readable(var newest))) {
      return now;
    }
    if (now.opened() instanceof OpenedNotebook.Readable(var notebook) && notebook == newest) {
      edited = false;
      return now;
    }
    return now.with(newest);
  }

  /// Shows a change of this page at once; where the cells stand after it follows.
  private Edit done(Edit edit) {
    switch (edit) {
      case Edit.Saved _ -> {
        edited = true;
        show(shown);
      }
      case Edit.Refused(var reason) -> Notice.problem("Not changed: " + reason);
      case Edit.Conflict _, Edit.Gone _ -> {}
    }
    return edit;
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
      var known = parts.get(cell.id());
      var part = known != null && known.isFor(cell) ? known : new CellPart(cell, this);
      kept.put(cell.id(), part);
      order.add(part);
      order.add(
          inserters.computeIfAbsent(
              cell.id(), id -> new Inserter(kind -> addBelow(id, kind, KindMenu.starter(kind)))));
    }
    parts.clear();
    parts.putAll(kept);
    inserters.keySet().retainAll(kept.keySet());
    column.arrange(order);
    showPeople(people);
  }

  private void showPeople(List<Presence.Place> now) {
    people = now;
    var names = Presence.names(now, this);
    parts.forEach((id, part) -> part.showPerson(names.getOrDefault(id, "")));
  }

  private void showDraft(Draft draft) {
    var part = parts.get(draft.cell());
    if (part != null) {
      part.showDraft(draft.text());
    } else {
      orphans.show(draft.cell(), draft.text());
    }
  }

  private void obey(CellColumn.Command command) {
    var cell = command.cell();
    var part = parts.get(cell);
    if (part == null) {
      return;
    }
    switch (command.name()) {
      case "enter" -> presence.enter(this, experiment, cell, person);
      case "edit" -> {
        part.edit();
        column.focusCell(cell, true);
      }
      case "close" -> {
        part.close();
        notebooks.pauseWriting(experiment, person);
      }
      case "run" -> run(cell);
      case "stop" -> stop(cell);
      case "kind" -> command.kind().ifPresent(kind -> changeKind(cell, kind));
      case "add-above" -> insert(index(cell), CellKind.MARKDOWN);
      case "add-below" -> addBelow(cell, CellKind.MARKDOWN, "");
      case "to-text" -> changeKind(cell, CellKind.MARKDOWN);
      case "to-run" -> changeKind(cell, CellKind.RUN);
      case "delete" -> delete(cell);
      case "undo" -> undo();
      case "redo" -> redo();
      case "runs" -> toggleRuns(cell);
      case "cite" ->
          Citing.ask(shown, cell, (offer, finding) -> insertNumber(cell, offer, finding));
      case "move-up" -> move(cell, -1);
      case "move-down" -> move(cell, 1);
      default -> throw new IllegalArgumentException("unknown command " + command.name());
    }
  }

  @Override
  public Edit save(CellId cell, String base, String text) {
    var edit = notebooks.edit(experiment, cell, base, text, person);
    var part = Optional.ofNullable(parts.get(cell));
    part.ifPresent(it -> it.refuse(""));
    switch (edit) {
      case Edit.Saved _ -> {
        edited = true;
        show(shown);
      }
      case Edit.Conflict _ -> edited = true;
      case Edit.Gone _ -> orphans.show(cell, text);
      case Edit.Refused(var reason) ->
          part.ifPresent(it -> it.refuse("Not saved: %s".formatted(reason)));
    }
    return edit;
  }

  @Override
  public PictureFinder pictures(Cell cell) {
    return ExperimentPictures.linked(experiment, cell);
  }

  @Override
  public Shown shown(CellId cell) {
    return new Shown(experiment, cell, faces::of);
  }

  @Override
  public void forgetDraft(CellId cell) {
    notebooks.forgetDraft(experiment, cell, person);
  }

  private void run(CellId cell) {
    var part = parts.get(cell);
    if (part != null && part.executable()) {
      execution.run(experiment, List.of(cell), person);
    }
  }

  @Override
  public void stop(CellId cell) {
    execution.stop(experiment, cell);
  }

  @Override
  public void toggleRuns(CellId cell) {
    var part = parts.get(cell);
    if (part != null) {
      part.toggleRuns();
      column.focusCell(cell, false);
    }
  }

  @Override
  public List<CellRun> runs(CellId cell) {
    return cellRuns.of(experiment, cell);
  }

  /// Its pictures are read again, which takes a moment: away from the session.
  @Override
  public void showRun(CellId cell, RunId run) {
    LiveParts.answer(
        UI.getCurrentOrThrow(), () -> cellRuns.show(experiment, cell, run, person), this::done);
  }

  private void delete(CellId cell) {
    var next = shown.neighbour(cell);
    done(notebooks.delete(experiment, cell, person));
    next.ifPresent(id -> column.focusCell(id, false));
    Notice.undo("Cell deleted", this::undo);
  }

  private void move(CellId cell, int step) {
    done(notebooks.move(experiment, cell, index(cell) + step, person));
    column.focusCell(cell, false);
  }

  private void changeKind(CellId cell, CellKind kind) {
    done(notebooks.changeKind(experiment, cell, kind, person));
    column.focusCell(cell, false);
  }

  @Override
  public void setStatus(CellId cell, FindingStatus status) {
    done(notebooks.setFindingStatus(experiment, cell, status, person));
  }

  @Override
  public void addBelow(CellId cell, CellKind kind, String source) {
    insert(index(cell) + 1, kind, source);
  }

  private void insert(int index, CellKind kind) {
    insert(index, kind, KindMenu.starter(kind));
  }

  private void insert(int index, CellKind kind, String source) {
    if (done(notebooks.add(experiment, index, kind, source, person))
        instanceof Edit.Saved(_, var added)) {
      column.focusCell(added, true);
    }
  }

  /// Takes the last change of this person back.
  void undo() {
    gone(notebooks.undo(experiment, person, this::busy), "Nothing to undo");
  }

  /// Does again what this person took back last.
  void redo() {
    gone(notebooks.redo(experiment, person, this::busy), "Nothing to redo");
  }

  private void gone(Optional<Edit> edit, String nothing) {
    var before = shown.order();
    edit.ifPresentOrElse(
        made -> {
          if (done(made) instanceof Edit.Saved(_, var cell)) {
            focusNear(cell, before);
          }
        },
        () -> Notice.show(nothing));
    showHistory();
  }

  /// Puts the focus on a cell; when it is gone, on the one that took its place.
  private void focusNear(CellId cell, List<CellId> before) {
    var now = shown.order();
    if (now.contains(cell)) {
      column.focusCell(cell, false);
    } else if (!now.isEmpty()) {
      column.focusCell(now.get(Math.clamp(before.indexOf(cell), 0, now.size() - 1)), false);
    }
  }

  private boolean busy(CellId cell) {
    return shown.find(cell).filter(standing -> standing.state().busy()).isPresent();
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

  @Override
  public void updateNumbers(CellId cell) {
    Citing.updated(shown, cell)
        .ifPresent(text -> done(notebooks.edit(experiment, cell, source(cell), text, person)));
    column.focusCell(cell, false);
  }

  private void insertNumber(CellId from, Offer offer, Optional<CellId> finding) {
    if (finding.isEmpty()) {
      addBelow(from, CellKind.FINDING, offer.markdown());
      return;
    }
    var id = finding.get();
    var text = source(id);
    if (done(notebooks.edit(experiment, id, text, Citing.with(text, offer), person))
        instanceof Edit.Saved) {
      notebooks.pauseWriting(experiment, person);
      column.focusCell(id, true);
    }
  }

  private String source(CellId cell) {
    return shown.find(cell).map(standing -> standing.cell().source()).orElse("");
  }

  private void showHistory() {
    history.show(notebooks.undoable(experiment, person), notebooks.redoable(experiment, person));
  }

  private int index(CellId cell) {
    return shown.order().indexOf(cell);
  }
}
