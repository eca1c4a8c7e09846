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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.runs.ImageLinks;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunQueue;
import lab.harmony.runs.RunState;

/// The table of runs. A change redraws only the rows that it concerns.
final class RunGrid extends Grid<Run> {

  private static final int STRIP = 5;

  private final RunQueue runs;
  private final Clock clock;
  private final List<Run> rows = new ArrayList<>();

  RunGrid(RunQueue runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
    setItems(rows).setIdentifierProvider(Run::id);
    addThemeVariants(GridVariant.AURA_NO_BORDER);
    setSelectionMode(SelectionMode.NONE);
    addClassName("run-grid");
    getElement().setAttribute("aria-label", "Runs");
    column("State", RunGrid::state, "state").setWidth("9rem").setFlexGrow(0);
    column("Experiment", RunGrid::experiment, "experiment").setWidth("8rem");
    column("Model", RunGrid::model, "model").setWidth("7rem");
    column("Pictures", this::pictures, "pictures").setWidth("13rem").setFlexGrow(0);
    column("Run", run -> mono(run.id().value()), "name").setWidth("11.5rem").setFlexGrow(0);
    column("Who", run -> new Span(run.submittedBy()), "who").setWidth("5rem");
    column("When", this::when, "when").setWidth("6.5rem").setFlexGrow(0);
    column("Took", this::duration, "took")
        .setWidth("6.5rem")
        .setFlexGrow(0)
        .setTextAlign(ColumnTextAlign.END);
    addItemClickListener(event -> UI.getCurrent().navigate(RunLinks.run(event.getItem().id())));
  }

  private static Span model(Run run) {
    var model = new Span(run.spec().drawnBy());
    model.addClassName("run-grid__model");
    return model;
  }

  void show(List<Run> changed) {
    if (changed.stream().map(Run::id).toList().equals(rows.stream().map(Run::id).toList())) {
      for (int row = 0; row < rows.size(); row++) {
        var now = changed.get(row);
        if (!rows.set(row, now).equals(now)) {
          getListDataView().refreshItem(now);
        }
      }
    } else {
      rows.clear();
      rows.addAll(changed);
      getListDataView().refreshAll();
    }
  }

  private Column<Run> column(
      String header,
      com.vaadin.flow.function.SerializableFunction<Run, Component> cell,
      String part) {
    var column = addComponentColumn(cell::apply).setHeader(header);
    column.setPartNameGenerator(_ -> part);
    column.setHeaderPartName(part);
    return column;
  }

  private static Component state(Run run) {
    return RunStateText.of(run.state());
  }

  private static Component experiment(Run run) {
    var link = new Anchor("/" + RunLinks.run(run.id()), run.spec().experiment());
    link.addClassName("run-grid__link");
    return link;
  }

  /// A few of its pictures while it has some, its progress while it works, and how many there are.
  private Component pictures(Run run) {
    var cell = new Div();
    cell.addClassName("run-grid__pictures");
    if (run.state() instanceof RunState.Running running) {
      var bar = new ProgressBar(0, 1, running.fraction());
      bar.getElement().setAttribute("aria-label", "Progress of " + run.id());
      cell.add(bar);
    } else {
      cell.add(strip(run));
    }
    var count = mono("%d / %d".formatted(run.images(), run.spec().prompts().size()));
    count.addClassName("run-grid__count");
    cell.add(count);
    return cell;
  }

  private Component strip(Run run) {
    var strip = new Div();
    strip.addClassName("run-grid__strip");
    var images = runs.images(run);
    if (images.isEmpty() && run.images() > 0) {
      var words = new Span("removed");
      words.setTitle("The pictures were removed with the experiment");
      words.addClassName("secondary");
      strip.add(words);
      return strip;
    }
    for (int place = 0; place < Math.min(STRIP, images.size()); place++) {
      var image = images.get(place * images.size() / Math.min(STRIP, images.size()));
      var picture = new Image(ImageLinks.thumbnail(image.id(), 64), "");
      picture.getElement().setAttribute("loading", "lazy");
      strip.add(picture);
    }
    return strip;
  }

  private Component when(Run run) {
    var time = new Span(Times.brief(run.submittedAt(), clock));
    time.setTitle(Times.exact(run.submittedAt()));
    return time;
  }

  private Component duration(Run run) {
    return switch (run.state()) {
      case RunState.Finished(_, var elapsed) ->
          mono(elapsed.isZero() ? "imported" : Times.duration(elapsed));
      case RunState.Running running ->
          mono(running.remaining().map(left -> Times.duration(left) + " left").orElse(""));
      case RunState.Failed(var at, _) -> mono(elapsed(run, at));
      case RunState.Cancelled(var at) -> mono(elapsed(run, at));
      case RunState.Queued _ -> mono("");
    };
  }

  private static String elapsed(Run run, java.time.Instant end) {
    return run.startedAt().map(start -> Times.duration(Duration.between(start, end))).orElse("");
  }

  private static Span mono(String text) {
    var span = new Span(text);
    span.addClassName("mono");
    span.setTitle(text);
    return span;
  }
}
