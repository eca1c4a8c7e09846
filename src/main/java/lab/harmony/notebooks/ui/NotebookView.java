package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.signals.Signal;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.Problem;
import lab.harmony.design.ScreenKeys;
import lab.harmony.notebooks.CellId;
import lab.harmony.notebooks.CellState;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.Notebook;
import lab.harmony.notebooks.NotebookExecution;
import lab.harmony.notebooks.Notebooks;
import lab.harmony.notebooks.OpenedNotebook;
import lab.harmony.notebooks.spi.NotebookAction;
import lab.harmony.review.ui.ReviewLinks;
import lab.harmony.runs.RunQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// One experiment: its notebook, live.
@Route("experiments/:slug")
@PermitAll
final class NotebookView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle, ScreenKeys {
  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final RunQueue runs;
  private final LiveNotebooks live;
  private final Presence presence;
  private final String person;
  private final List<NotebookAction> actions;
  private final Span standing = new Span();
  private final Div page = new Div();
  private String title = "Experiment";
  private Registration following = () -> {};
  private @Nullable ExperimentSlug slug;
  private @Nullable PageBar bar;
  private @Nullable NotebookPage cells;

  NotebookView(
      Notebooks notebooks,
      NotebookExecution execution,
      RunQueue runs,
      LiveNotebooks live,
      Presence presence,
      CurrentPerson person,
      ObjectProvider<NotebookAction> actions) {
    this.notebooks = notebooks;
    this.execution = execution;
    this.runs = runs;
    this.live = live;
    this.presence = presence;
    this.person = person.name();
    this.actions = actions.orderedStream().toList();
    standing.addClassName("notebook__standing");
    page.addClassNames("notebook", "page__fill");
    getContent().addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var wanted =
        event
            .getRouteParameters()
            .get("slug")
            .flatMap(ExperimentSlug::find)
            .orElseThrow(NotFoundException::new);
    if (notebooks.open(wanted) instanceof OpenedNotebook.Missing) {
      throw new NotFoundException("There is no experiment " + wanted);
    }
    following.remove();
    cells = null;
    slug = wanted;
    bar = new PageBar(wanted.value(), standing).withActions(controls(wanted));
    getContent().removeAll();
    getContent().add(bar, page);
    following =
        Signal.effect(
            this,
            () -> {
              live.changeOf(wanted).get();
              show(wanted);
            });
  }

  private Component[] controls(ExperimentSlug experiment) {
    var all = new Button("Run all", _ -> execution.runAll(experiment, person));
    var changed = new Button("Run what changed", _ -> execution.runChanged(experiment, person));
    changed.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    var controls = new java.util.ArrayList<Component>();
    actions.forEach(action -> controls.add(action.control(experiment)));
    controls.addFirst(new Anchor("/" + ReviewLinks.of(experiment.value()), "Review"));
    controls.add(all);
    controls.add(changed);
    return controls.toArray(Component[]::new);
  }

  private void show(ExperimentSlug experiment) {
    switch (notebooks.open(experiment)) {
      case OpenedNotebook.Missing _ ->
          problem(
              "The notebook is gone",
              "experiments/%s/notebook.ipynb was removed. Restore it from git."
                  .formatted(experiment));
      case OpenedNotebook.Unreadable(var reason) ->
          problem("This notebook cannot be read, and stays as it is", reason);
      case OpenedNotebook.Readable(var notebook) -> show(experiment, notebook);
    }
  }

  private void show(ExperimentSlug experiment, Notebook notebook) {
    var states = execution.states(experiment, notebook);
    title = notebook.title().orElse(experiment.value());
    if (bar != null) {
      bar.setTitle(title);
    }
    standing.setText(standing(states));
    var shown = cells;
    if (shown == null) {
      shown = new NotebookPage(experiment, notebooks, execution, runs, presence, person);
      cells = shown;
      page.removeAll();
      page.add(shown);
    }
    shown.show(notebook, states);
  }

  private void problem(String heading, String reason) {
    cells = null;
    standing.setText("");
    page.removeAll();
    page.add(new Problem(heading, reason));
  }

  /// What is going on, in a few words.
  private static String standing(Map<CellId, CellState> states) {
    var busy = states.values().stream().filter(CellState::busy).count();
    var stale = states.values().stream().filter(CellState.Stale.class::isInstance).count();
    var failed = states.values().stream().filter(CellState.Failed.class::isInstance).count();
    if (busy > 0) {
      return "Working on %d %s".formatted(busy, busy == 1 ? "cell" : "cells");
    }
    if (failed > 0) {
      return "%d failed".formatted(failed) + (stale > 0 ? ", %d stale".formatted(stale) : "");
    }
    return stale > 0 ? "%d stale".formatted(stale) : "Idle";
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (cells != null && slug != null) {
      presence.leave(cells, slug);
    }
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
        new Key("D D", "delete"),
        new Key("Z", "undo"),
        new Key("Ctrl Shift ↓ ↑", "move the cell"));
  }
}
