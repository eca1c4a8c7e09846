package lab.harmony.runs.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.local.ValueSignal;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import lab.harmony.design.EmptyState;
import lab.harmony.design.LeftOut;
import lab.harmony.design.LiveParts;
import lab.harmony.design.PageBar;
import lab.harmony.design.ScreenSearch;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunQueue;
import lab.harmony.workspace.FileProblems;

/// All runs, the newest first, changing while one looks.
@Route("runs")
@PageTitle("Runs · Harmony Lab")
@Menu(title = "Runs", order = 70)
@PermitAll
final class RunListView extends Composite<Div> implements BeforeEnterObserver, ScreenSearch {

  private final ValueSignal<RunFilter> filter = new ValueSignal<>(RunFilter.ALL);
  private List<Run> all = List.of();
  private final TextField search = new TextField();
  private final LeftOut leftOut = new LeftOut("run", "runs");
  final RunGrid grid;

  RunListView(RunQueue runs, LiveRuns live, FileProblems problems, Clock clock) {
    grid = new RunGrid(runs, clock);
    grid.setEmptyStateComponent(
        new EmptyState(
            "No runs here",
            "A run makes the pictures of an experiment. Start one from a run cell of a notebook,"
                + " or with ./lab run baseline."));
    getContent().addClassNames("page", "run-list");
    getContent().add(new PageBar("Runs", search(), unfinishedOnly()), grid, leftOut);
    LiveParts.follow(
        this,
        live.list(),
        now -> {
          all = now;
          show();
          leftOut.show(problems.lines(FileProblems.Area.RUNS));
        });
  }

  private void show() {
    var wanted = filter.peek();
    grid.show(all.stream().filter(wanted::accepts).toList());
  }

  private TextField search() {
    search.setPlaceholder("Search");
    search.setAriaLabel("Search runs");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.bindValue(filter.map(RunFilter::text), text -> change(filter.peek().withText(text)));
    return search;
  }

  private Checkbox unfinishedOnly() {
    var box = new Checkbox("Unfinished only");
    box.bindValue(
        filter.map(RunFilter::unfinishedOnly),
        only -> change(filter.peek().withUnfinishedOnly(only)));
    return box;
  }

  /// The address says what is shown, so that it can be shared and Back works.
  private void change(RunFilter changed) {
    filter.set(changed);
    show();
    var parameters = new LinkedHashMap<String, String>();
    if (!changed.text().isBlank()) {
      parameters.put("q", changed.text());
    }
    if (changed.unfinishedOnly()) {
      parameters.put("unfinished", "");
    }
    getUI()
        .ifPresent(ui ->
            ui.getPage()
                .getHistory()
                .replaceState(
                    null,
                    new com.vaadin.flow.router.Location(
                        RunLinks.list(), QueryParameters.simple(parameters))));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var parameters = event.getLocation().getQueryParameters();
    filter.set(
        new RunFilter(
            parameters.getSingleParameter("q").orElse(""),
            parameters.getSingleParameter("unfinished").isPresent(),
            Optional.empty()));
    show();
  }

  @Override
  public void focusSearch() {
    search.focus();
  }
}
