package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.CommandSource.Command;
import lab.harmony.design.PageBar;
import lab.harmony.design.Problem;
import lab.harmony.design.ScreenKeys;
import lab.harmony.design.live.KeptScreen;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.spi.NotebookAction;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.presence.ui.WhoIsHere;
import lab.harmony.review.ui.ReviewLinks;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// One experiment: its notebook, live. The notebook that a person had open last stays as it is
/// while they look at other screens.
@Route("experiments/:slug")
@SpringComponent
@UIScope
@Needs(Right.LOOK)
final class NotebookView extends Composite<Div> implements HasDynamicTitle, KeptScreen, ScreenKeys {
  private final NotebookServices services;
  private final LiveNotebooks live;
  private final Actor person;
  private final List<NotebookAction> actions;
  private String title = "Experiment";
  private @Nullable Screen screen;
  private @Nullable NotebookTalk talk;
  private final WhoIsHere here;

  NotebookView(
      NotebookServices services,
      LiveNotebooks live,
      CurrentPerson person,
      ObjectProvider<NotebookAction> actions) {
    this.services = services;
    this.live = live;
    this.person = person.actor();
    this.actions = actions.orderedStream().toList();
    this.here = services.here().mark();
    getContent().addClassName("page");
  }

  @Override
  public void entered(BeforeEnterEvent event) {
    var wanted =
        event
            .getRouteParameters()
            .get("slug")
            .flatMap(ExperimentSlug::find)
            .orElseThrow(NotFoundException::new);
    var opened = services.notebooks().open(wanted);
    if (opened instanceof OpenedNotebook.Missing) {
      throw new NotFoundException("There is no experiment " + wanted);
    }
    title =
        opened instanceof OpenedNotebook.Readable(var notebook)
            ? notebook.title().orElse(wanted.value())
            : wanted.value();
    if (cells().isPresent() && Objects.requireNonNull(screen).experiment.equals(wanted)) {
      live.notebook(wanted).visited();
      here.back();
      talkAsAsked(event);
      return;
    }
    var words = new Span();
    words.addClassName("notebook__standing");
    var history = new HistoryButtons(this::undo, this::redo);
    var bar = new PageBar(title, words);
    var shown = new Screen(wanted, bar, words, history);
    screen = shown;
    getContent().removeAll();
    talk = new NotebookTalk(wanted, services, person, shown::cellsNow, this::focus);
    bar.withActions(here.at(NotebookPage.place(wanted)), talk.mark())
        .withActions(controls(wanted, history));
    var row = new Div(shown, talk.aside());
    row.addClassNames("page__fill", "beside");
    getContent().add(bar, row);
    talkAsAsked(event);
  }

  /// Opens what is said where the address says so: `?talk=`, with the cell it is about.
  private void talkAsAsked(BeforeEnterEvent event) {
    event
        .getLocation()
        .getQueryParameters()
        .getSingleParameter("talk")
        .ifPresent(cell -> Objects.requireNonNull(talk).open(cell));
  }

  private void focus(CellId cell) {
    cells().ifPresent(page -> page.focus(cell, false));
  }

  @Override
  public void left() {
    here.left();
    cells().ifPresent(NotebookPage::left);
  }

  /// What the command palette offers while this notebook is on the screen.
  List<Command> commands() {
    return cells().isEmpty()
        ? List.of()
        : Stream.concat(
                Stream.of(
                    Command.action("Undo in this notebook", this::undo),
                    Command.action("Redo in this notebook", this::redo),
                    new Command(
                        "Experiment",
                        "Activity of this experiment",
                        "activity?experiment=" + Objects.requireNonNull(screen).experiment)),
                actions.stream()
                    .flatMap(action ->
                        action
                            .commands(Objects.requireNonNull(screen).experiment, this::standing)
                            .stream()))
            .toList();
  }

  /// Takes this person's last change of the notebook back.
  private void undo() {
    cells().ifPresent(NotebookPage::undo);
  }

  /// Does again what this person took back last.
  private void redo() {
    cells().ifPresent(NotebookPage::redo);
  }

  private NotebookStanding standing() {
    return screen == null
        ? new NotebookStanding(new OpenedNotebook.Missing(), List.of())
        : screen.known;
  }

  private Optional<NotebookPage> cells() {
    return Optional.ofNullable(screen).flatMap(shown -> Optional.ofNullable(shown.cells));
  }

  private Component[] controls(ExperimentSlug experiment, HistoryButtons history) {
    var all = new Button("Run all", _ -> services.execution().runAll(experiment, person));
    var changed =
        new Button("Run what changed", _ -> services.execution().runChanged(experiment, person));
    changed.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    var controls = new java.util.ArrayList<Component>();
    actions.forEach(action -> controls.add(action.control(experiment, this::standing)));
    controls.addFirst(new Anchor("/" + ReviewLinks.of(experiment.value()), "Review"));
    controls.addFirst(history);
    controls.add(all);
    controls.add(changed);
    return controls.toArray(Component[]::new);
  }

  /// What is below the bar: the cells, or why they cannot be shown.
  private final class Screen extends Composite<Div> {
    private final ExperimentSlug experiment;
    private final PageBar bar;
    private final Span words;
    private final HistoryButtons history;
    private NotebookStanding known = new NotebookStanding(new OpenedNotebook.Missing(), List.of());
    private @Nullable NotebookPage cells;

    Screen(ExperimentSlug experiment, PageBar bar, Span words, HistoryButtons history) {
      this.history = history;
      this.experiment = experiment;
      this.bar = bar;
      this.words = words;
      getContent().addClassName("notebook");
      LiveParts.followAway(this, live.notebook(experiment), this::show, this::failed);
    }

    private void show(NotebookStanding now) {
      known = now;
      switch (now.opened()) {
        case OpenedNotebook.Missing _ ->
            problem(
                "The notebook is gone",
                "experiments/%s/notebook.ipynb was removed. Restore it from git."
                    .formatted(experiment));
        case OpenedNotebook.Unreadable(var reason) ->
            problem("This notebook cannot be read, and stays as it is", reason);
        case OpenedNotebook.Readable(var notebook) -> {
          title = notebook.title().orElse(experiment.value());
          bar.setTitle(title);
          words.setText(standing(now.cells()));
          page().show(now);
          Objects.requireNonNull(talk).aside().showNames();
        }
      }
    }

    private void failed() {
      if (cells == null) {
        problem(
            "The notebook could not be looked at",
            "Open it again in a moment; the lab's log says what went wrong.");
      }
    }

    private List<Cell> cellsNow() {
      return known.opened() instanceof OpenedNotebook.Readable(var notebook)
          ? notebook.cells()
          : List.of();
    }

    private NotebookPage page() {
      var shown = cells;
      if (shown == null) {
        shown =
            new NotebookPage(
                experiment,
                services,
                person,
                history,
                cell -> Objects.requireNonNull(talk).open(cell));
        cells = shown;
        getContent().removeAll();
        getContent().add(shown);
      }
      return shown;
    }

    private void problem(String heading, String reason) {
      cells = null;
      history.show(Optional.empty(), Optional.empty());
      words.setText("");
      getContent().removeAll();
      getContent().add(new Problem(heading, reason));
    }
  }

  /// What is going on, in a few words.
  private static String standing(List<CellStanding> cells) {
    var states = cells.stream().map(CellStanding::state).toList();
    var busy = states.stream().filter(CellState::busy).count();
    var stale = states.stream().filter(CellState.Stale.class::isInstance).count();
    var failed = states.stream().filter(CellState.Failed.class::isInstance).count();
    if (busy > 0) {
      return "Working on %d %s".formatted(busy, busy == 1 ? "cell" : "cells");
    }
    if (failed > 0) {
      return "%d failed".formatted(failed) + (stale > 0 ? ", %d stale".formatted(stale) : "");
    }
    return stale > 0 ? "%d stale".formatted(stale) : "Idle";
  }

  @Override
  public String getPageTitle() {
    return title + " · Harmony Lab";
  }

  @Override
  public List<Key> keys() {
    return List.of(
        new Key("Enter", "write in the cell"),
        new Key("Esc", "leave the text"),
        new Key("Shift Enter", "run and go on"),
        new Key("Ctrl Enter", "run"),
        new Key("J K ↓ ↑", "next, previous cell"),
        new Key("A", "add a cell above"),
        new Key("B", "add a cell below"),
        new Key("M", "make it text"),
        new Key("Y", "make it a run"),
        new Key("H", "the runs a run cell had"),
        new Key("C", "cite a number of a result in a finding"),
        new Key("T", "what is said about the cell"),
        new Key("D D", "delete"),
        new Key("Z", "undo: cells, texts, results"),
        new Key("Shift Z", "redo"),
        new Key("Ctrl Alt H", "history: what the notebook was before"),
        new Key("Ctrl Shift ↓ ↑", "move the cell"));
  }
}
