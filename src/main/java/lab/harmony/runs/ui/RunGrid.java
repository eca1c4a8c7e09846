package lab.harmony.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.design.Times;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.RunState;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.store.RunQueue;

/// The table of runs. The rows in view are asked for, and a change redraws only the rows that it
/// concerns.
final class RunGrid extends Grid<RunRow> {

  /// Lines that are asked for at once: as many as fill a window.
  private static final int PART = 30;

  private final RunQueue runs;
  private final Clock clock;
  private RunFilter filter = RunFilter.ALL;
  private int fitting;
  private List<RunRow> working = List.of();
  private RunMarks.Found marks = _ -> "";

  RunGrid(RunQueue runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
    setPageSize(PART);
    setItems(new CallbackDataProvider<>(this::fetch, _ -> fitting, RunRow::id));
    addThemeVariants(GridVariant.AURA_NO_BORDER);
    setSelectionMode(SelectionMode.NONE);
    addClassName("run-grid");
    getElement().setAttribute("aria-label", "Runs");
    column("State", RunGrid::state, "state").setWidth("9rem").setFlexGrow(0);
    column("Experiment", this::experiment, "experiment").setWidth("8rem");
    column("Model", RunGrid::model, "model").setWidth("7rem");
    column("Pictures", RunGrid::pictures, "pictures").setWidth("13rem").setFlexGrow(0);
    column("Run", run -> mono(run.id().value()), "name").setWidth("11.5rem").setFlexGrow(0);
    column("Who", run -> new Span(run.by()), "who").setWidth("5rem");
    column("When", this::when, "when").setWidth("6.5rem").setFlexGrow(0);
    column("Took", this::duration, "took")
        .setWidth("6.5rem")
        .setFlexGrow(0)
        .setTextAlign(ColumnTextAlign.END);
    addItemClickListener(event -> UI.getCurrent().navigate(RunLinks.run(event.getItem().id())));
  }

  private static Span model(RunRow run) {
    var model = new Span(run.drawnBy());
    model.addClassName("run-grid__model");
    return model;
  }

  private Stream<RunRow> fetch(Query<RunRow, Void> query) {
    return runs.list(filter, query.getOffset(), query.getLimit()).stream();
  }

  /// Shows those that fit.
  ///
  /// @param count how many do
  void show(RunFilter wanted, int count, List<RunRow> atWork) {
    filter = wanted;
    fitting = count;
    working = atWork;
    getDataProvider().refreshAll();
  }

  /// Shows how far those at work are by now.
  void show(List<RunRow> atWork) {
    for (var row : atWork) {
      if (!working.contains(row)) {
        getDataProvider().refreshItem(row);
      }
    }
    working = atWork;
  }

  private Column<RunRow> column(
      String header,
      com.vaadin.flow.function.SerializableFunction<RunRow, Component> cell,
      String part) {
    var column = addComponentColumn(cell::apply).setHeader(header);
    column.setPartNameGenerator(_ -> part);
    column.setHeaderPartName(part);
    return column;
  }

  /// What others say of runs, beside their experiment.
  void mark(RunMarks.Found said) {
    if (!marks.equals(said)) {
      marks = said;
      getDataProvider().refreshAll();
    }
  }

  private static Component state(RunRow run) {
    return RunStateText.of(run.state());
  }

  private Component experiment(RunRow run) {
    var link = new Anchor("/" + RunLinks.run(run.id()), run.experiment());
    link.addClassName("run-grid__link");
    var words = marks.of(run.id());
    if (words.isEmpty()) {
      return link;
    }
    var mark = new Span(words);
    mark.addClassName("run-grid__mark");
    var cell = new Div(link, mark);
    cell.addClassName("run-grid__experiment");
    return cell;
  }

  /// A few of its pictures while it has some, its progress while it works, and how many there are.
  private static Component pictures(RunRow run) {
    var cell = new Div();
    cell.addClassName("run-grid__pictures");
    if (run.state() instanceof RunState.Running running) {
      var bar = new ProgressBar(0, 1, running.fraction());
      bar.getElement().setAttribute("aria-label", "Progress of " + run.id());
      cell.add(bar);
    } else {
      cell.add(strip(run));
    }
    var count = mono("%d / %d".formatted(run.images(), run.total()));
    count.addClassName("run-grid__count");
    cell.add(count);
    return cell;
  }

  private static Component strip(RunRow run) {
    var strip = new Div();
    strip.addClassName("run-grid__strip");
    if (run.picturesGone()) {
      var words = new Span("removed");
      words.setTitle("The pictures were removed with the experiment");
      words.addClassName("secondary");
      strip.add(words);
    }
    for (var image : run.some()) {
      var picture = new Image(ImageLinks.thumbnail(image, 64), "");
      picture.getElement().setAttribute("loading", "lazy");
      strip.add(picture);
    }
    return strip;
  }

  private Component when(RunRow run) {
    var time = new Span(Times.brief(run.submittedAt(), clock));
    time.setTitle(Times.exact(run.submittedAt()));
    return time;
  }

  private Component duration(RunRow run) {
    return switch (run.state()) {
      case RunState.Finished(_, var elapsed) ->
          mono(elapsed.isZero() ? "imported" : Times.duration(elapsed));
      case RunState.Running running ->
          mono(running.remaining().map(left -> Times.about(left) + " left").orElse(""));
      case RunState.Failed(var at, _) -> mono(elapsed(run, at));
      case RunState.Cancelled(var at) -> mono(elapsed(run, at));
      case RunState.Queued _ -> mono("");
    };
  }

  private static String elapsed(RunRow run, java.time.Instant end) {
    return run.startedAt().map(start -> Times.duration(Duration.between(start, end))).orElse("");
  }

  private static Span mono(String text) {
    var span = new Span(text);
    span.addClassName("mono");
    span.setTitle(text);
    return span;
  }
}
