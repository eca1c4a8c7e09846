package lab.harmony.notebooks.ui;

import java.util.List;
import java.util.Optional;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.design.Notice;
import lab.harmony.design.ReasonDialog;
import lab.harmony.notebooks.citations.Citable;
import lab.harmony.notebooks.citations.Offer;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.FindingStatus;
import lab.harmony.notebooks.spi.CellView.EarlierPlace;
import lab.harmony.notebooks.spi.ResultPlace;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.ExperimentPictures;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.people.Actor;
import lab.harmony.people.ReasonNeeded;
import lab.harmony.prose.PictureFinder;

/// Everything a person does to the cells of a notebook.
final class NotebookEditing implements CellActions {
  private final ExperimentSlug experiment;
  private final NotebookServices services;
  private final Notebooks notebooks;
  private final Actor person;
  private final NotebookPage page;

  NotebookEditing(
      ExperimentSlug experiment, NotebookServices services, Actor person, NotebookPage page) {
    this.experiment = experiment;
    this.services = services;
    this.notebooks = services.notebooks();
    this.person = person;
    this.page = page;
  }

  /// Does what a key on a cell, or one of its controls, asks for.
  void obey(CellColumn.Command command) {
    var cell = command.cell();
    page.part(cell).ifPresent(part -> obey(command, cell, part));
  }

  private void obey(CellColumn.Command command, CellId cell, CellPart part) {
    switch (command.name()) {
      case "enter" -> page.enter(cell);
      case "edit" -> {
        part.edit();
        page.focus(cell, true);
      }
      case "close" -> {
        part.close();
        notebooks.pauseWriting(experiment, person);
      }
      case "run" -> run(cell, part);
      case "stop" -> stop(cell);
      case "kind" ->
          services.kinds().byWord(command.value()).ifPresent(kind -> changeKind(cell, kind));
      case "add-above" -> insert(index(cell), CellKind.MARKDOWN);
      case "add-below" -> addBelow(cell, CellKind.MARKDOWN, "");
      case "to-text" -> changeKind(cell, CellKind.MARKDOWN);
      case "to-run" -> changeKind(cell, CellKind.RUN);
      case "delete" -> delete(cell);
      case "undo" -> undo();
      case "redo" -> redo();
      case "runs" -> toggleEarlier(cell);
      case "talk" -> talk(cell);
      case "cite" ->
          page.citing()
              .ask(page.shown(), cell, (offer, finding) -> insertNumber(cell, offer, finding));
      case "move-up" -> move(cell, -1);
      case "move-down" -> move(cell, 1);
      default -> throw new IllegalArgumentException("unknown command " + command.name());
    }
  }

  /// Shows what a change came to.
  private Edit done(Edit edit) {
    switch (edit) {
      case Edit.Saved _ -> page.changedHere();
      case Edit.Refused(var reason) -> Notice.problem("Not changed: " + reason);
      case Edit.Conflict _, Edit.Gone _ -> {}
    }
    return edit;
  }

  @Override
  public Edit save(CellId cell, String base, String text) {
    var edit = notebooks.edit(experiment, cell, base, text, person);
    page.part(cell).ifPresent(it -> it.refuse(""));
    switch (edit) {
      case Edit.Saved _ -> page.changedHere();
      case Edit.Conflict _ -> page.overtaken();
      case Edit.Gone _ -> page.showOrphan(cell, text);
      case Edit.Refused(var reason) ->
          page.part(cell).ifPresent(it -> it.refuse("Not saved: %s".formatted(reason)));
    }
    return edit;
  }

  @Override
  public PictureFinder pictures(Cell cell) {
    return ExperimentPictures.linked(experiment, cell);
  }

  @Override
  public ResultPlace place(CellId cell) {
    return new ResultPlace(
        experiment,
        cell,
        services.faces()::of,
        () -> stop(cell),
        services::talk,
        services
            .exports()
            .of(
                AuditKind.EXPERIMENT_EXPORTED,
                AuditSubject.experiment(experiment.value()),
                person));
  }

  @Override
  public void forgetDraft(CellId cell) {
    notebooks.forgetDraft(experiment, cell, person);
  }

  private void run(CellId cell, CellPart part) {
    if (part.executable()) {
      services.execution().run(experiment, List.of(cell), person);
    }
  }

  private void stop(CellId cell) {
    ReasonDialog.whereNeeded(
        ReasonNeeded.class,
        "Stop what another has started",
        "Stop",
        reason -> services.execution().stop(experiment, cell, person, reason));
  }

  @Override
  public void talk(CellId cell) {
    page.talk(cell);
  }

  @Override
  public EarlierPlace earlier(CellId cell) {
    return new EarlierPlace(experiment, cell, person, this::done, () -> toggleEarlier(cell));
  }

  private void toggleEarlier(CellId cell) {
    page.part(cell)
        .ifPresent(part -> {
          part.toggleEarlier();
          page.focus(cell, false);
        });
  }

  private void delete(CellId cell) {
    var next = page.shown().neighbour(cell);
    done(notebooks.delete(experiment, cell, person));
    next.ifPresent(id -> page.focus(id, false));
    Notice.undo("Cell deleted", this::undo);
  }

  private void move(CellId cell, int step) {
    done(notebooks.move(experiment, cell, index(cell) + step, person));
    page.focus(cell, false);
  }

  private void changeKind(CellId cell, CellKind kind) {
    done(notebooks.changeKind(experiment, cell, kind, person));
    page.focus(cell, false);
  }

  @Override
  public void setStatus(CellId cell, FindingStatus status) {
    done(notebooks.setFindingStatus(experiment, cell, status, person));
  }

  void addFirst(CellKind kind) {
    insert(0, kind);
  }

  /// Makes a cell of a text whose own cell is gone.
  void addOrphan(String text) {
    insert(0, CellKind.MARKDOWN, text);
  }

  void addBelow(CellId cell, CellKind kind) {
    addBelow(cell, kind, services.kinds().starter(kind));
  }

  @Override
  public void addBelow(CellId cell, CellKind kind, String source) {
    insert(index(cell) + 1, kind, source);
  }

  private void insert(int index, CellKind kind) {
    insert(index, kind, services.kinds().starter(kind));
  }

  private void insert(int index, CellKind kind, String source) {
    if (done(notebooks.add(experiment, index, kind, source, person))
        instanceof Edit.Saved(_, var added)) {
      page.focus(added, true);
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
    var before = page.shown().order();
    edit.ifPresentOrElse(
        made -> {
          if (done(made) instanceof Edit.Saved(_, var cell)) {
            focusNear(cell, before);
          }
        },
        () -> Notice.show(nothing));
    page.showHistory();
  }

  /// Puts the focus on a cell; when it is gone, on the one that took its place.
  private void focusNear(CellId cell, List<CellId> before) {
    var now = page.shown().order();
    if (now.contains(cell)) {
      page.focus(cell, false);
    } else if (!now.isEmpty()) {
      page.focus(now.get(Math.clamp(before.indexOf(cell), 0, now.size() - 1)), false);
    }
  }

  private boolean busy(CellId cell) {
    return page.shown().find(cell).filter(standing -> standing.state().busy()).isPresent();
  }

  @Override
  public List<Citable> citable() {
    return page.citing().citable(page.shown());
  }

  @Override
  public void updateNumbers(CellId cell) {
    page.citing()
        .updated(page.shown(), cell)
        .ifPresent(text -> done(notebooks.edit(experiment, cell, source(cell), text, person)));
    page.focus(cell, false);
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
      page.focus(id, true);
    }
  }

  private String source(CellId cell) {
    return page.shown().find(cell).map(standing -> standing.cell().source()).orElse("");
  }

  private int index(CellId cell) {
    return page.shown().order().indexOf(cell);
  }
}
