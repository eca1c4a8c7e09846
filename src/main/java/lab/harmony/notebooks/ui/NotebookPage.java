package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.design.LiveParts;
import lab.harmony.design.Notice;
import lab.harmony.design.Problem;
import lab.harmony.notebooks.Cell;
import lab.harmony.notebooks.CellId;
import lab.harmony.notebooks.CellKind;
import lab.harmony.notebooks.CellRun;
import lab.harmony.notebooks.CellRuns;
import lab.harmony.notebooks.CellStanding;
import lab.harmony.notebooks.Citations;
import lab.harmony.notebooks.CitedNumber;
import lab.harmony.notebooks.Draft;
import lab.harmony.notebooks.Edit;
import lab.harmony.notebooks.ExperimentPictures;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.FindingStatus;
import lab.harmony.notebooks.Notebook;
import lab.harmony.notebooks.NotebookExecution;
import lab.harmony.notebooks.NotebookFaces;
import lab.harmony.notebooks.NotebookStanding;
import lab.harmony.notebooks.Notebooks;
import lab.harmony.notebooks.Offer;
import lab.harmony.notebooks.OpenedNotebook;
import lab.harmony.notebooks.PictureFinder;
import lab.harmony.runs.RunId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cells with their outline, and everything a person does to them.
final class NotebookPage extends Composite<Div> implements CellActions {
  private static final Logger LOG = LoggerFactory.getLogger(NotebookPage.class);

  private final ExperimentSlug experiment;
  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final CellRuns cellRuns;
  private final NotebookFaces faces;
  private final Presence presence;
  private final String person;
  private final CellColumn column = new CellColumn();
  private final Div orphans = new Div();
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
  private @Nullable Notebook citing;
  private Set<CellId> citedStale = Set.of();
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
    orphans.addClassName("notebook__orphans");
    var middle = new Div(orphans, column);
    middle.addClassName("notebook__middle");
    getContent().addClassName("notebook__page");
    getContent().add(middle, outline);
    LiveParts.follow(this, presence.in(experiment), this::showPeople);
    addDetachListener(_ -> presence.leave(this, experiment));
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
    Map<CellId, String> names =
        now.stream()
            .filter(place -> place.page() != this)
            .collect(
                Collectors.toMap(
                    Presence.Place::cell,
                    Presence.Place::person,
                    (one, other) -> one + ", " + other));
    parts.forEach((id, part) -> part.showPerson(names.getOrDefault(id, "")));
  }

  private void showDraft(Draft draft) {
    var part = parts.get(draft.cell());
    if (part != null) {
      part.showDraft(draft.text());
    } else {
      showOrphan(draft.cell(), draft.text());
    }
  }

  /// A text whose cell is gone.
  private void showOrphan(CellId cell, String text) {
    var notice = new Div();
    var add =
        new Button(
            "Add it as a new cell",
            _ -> {
              insert(0, CellKind.MARKDOWN, text);
              notebooks.forgetDraft(experiment, cell, person);
              orphans.remove(notice);
            });
    var drop =
        new Button(
            "Discard it",
            _ -> {
              notebooks.forgetDraft(experiment, cell, person);
              orphans.remove(notice);
            });
    notice.add(
        new Problem(
            "The cell you were writing in was deleted",
            "Your text is here.",
            new Pre(text),
            add,
            drop));
    orphans.add(notice);
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
      case "cite" -> cite(cell);
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
      case Edit.Gone _ -> showOrphan(cell, text);
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
    var ui = UI.getCurrentOrThrow();
    Thread.startVirtualThread(() -> {
      var edit = cellRuns.show(experiment, cell, run, person);
      try {
        ui.access(() -> done(edit));
      } catch (UIDetachedException gone) {
        LOG.debug("Nobody looks at {} any more.", experiment);
      }
    });
  }

  private void delete(CellId cell) {
    var next = neighbour(cell);
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
    var before = order();
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
    var now = order();
    if (now.contains(cell)) {
      column.focusCell(cell, false);
    } else if (!now.isEmpty()) {
      column.focusCell(now.get(Math.clamp(before.indexOf(cell), 0, now.size() - 1)), false);
    }
  }

  private boolean busy(CellId cell) {
    return shown.find(cell).filter(standing -> standing.state().busy()).isPresent();
  }

  /// Says of every number that is bound to a result what has become of it, when a text, a result or
  /// its staleness is another.
  private void showCited() {
    if (!(shown.opened() instanceof OpenedNotebook.Readable(var notebook))) {
      return;
    }
    var stale = shown.stale();
    if (notebook == citing && stale.equals(citedStale)) {
      return;
    }
    citing = notebook;
    citedStale = stale;
    var numbers = new Citations(notebook).all(stale);
    if (!numbers.equals(cited)) {
      cited = numbers;
      column.cite(numbers.values().stream().flatMap(List::stream).toList());
    }
    parts.forEach((id, part) -> part.showCited(numbers.getOrDefault(id, List.of())));
  }

  @Override
  public void updateNumbers(CellId cell) {
    if (shown.opened() instanceof OpenedNotebook.Readable(var notebook)) {
      notebook
          .find(cell)
          .map(Cell::source)
          .ifPresent(text ->
              done(
                  notebooks.edit(
                      experiment, cell, text, new Citations(notebook).updated(text), person)));
      column.focusCell(cell, false);
    }
  }

  /// Asks which number of a result goes into which finding.
  private void cite(CellId cell) {
    if (!(shown.opened() instanceof OpenedNotebook.Readable(var notebook))) {
      return;
    }
    var offers = notebook.find(cell).map(new Citations(notebook)::offers).orElse(List.of());
    if (offers.isEmpty()) {
      Notice.show("This cell has no result with numbers yet. Run it first.");
      return;
    }
    new CiteDialog(offers, notebook.cells(), (offer, finding) -> insertNumber(cell, offer, finding))
        .open();
  }

  private void insertNumber(CellId cell, Offer offer, Optional<CellId> finding) {
    if (finding.isEmpty()) {
      addBelow(cell, CellKind.FINDING, offer.markdown());
      return;
    }
    var id = finding.get();
    var text = shown.find(id).map(it -> it.cell().source()).orElse("");
    var more = text.isBlank() ? offer.markdown() : text.stripTrailing() + "\n\n" + offer.markdown();
    if (done(notebooks.edit(experiment, id, text, more, person)) instanceof Edit.Saved) {
      notebooks.pauseWriting(experiment, person);
      column.focusCell(id, true);
    }
  }

  private void showHistory() {
    history.show(notebooks.undoable(experiment, person), notebooks.redoable(experiment, person));
  }

  private int index(CellId cell) {
    return order().indexOf(cell);
  }

  private Optional<CellId> neighbour(CellId cell) {
    var order = order();
    var at = order.indexOf(cell);
    var next = at + 1 < order.size() ? at + 1 : at - 1;
    return next < 0 ? Optional.empty() : Optional.of(order.get(next));
  }

  private List<CellId> order() {
    return shown.cells().stream().map(CellStanding::cell).map(Cell::id).toList();
  }
}
