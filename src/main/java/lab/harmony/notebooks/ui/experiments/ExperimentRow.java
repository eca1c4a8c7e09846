package lab.harmony.notebooks.ui.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.time.Instant;
import lab.harmony.design.Times;
import lab.harmony.notebooks.Experiment;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.ui.results.CellStateText;
import lab.harmony.notebooks.ui.results.JudgeRate;
import lab.harmony.notebooks.ui.results.JudgedFaces;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.runs.Run;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.ui.RunMarks;
import org.jspecify.annotations.Nullable;

/// One experiment in the list; only cells that say something else are replaced.
final class ExperimentRow extends Composite<NativeTableRow> {
  private final Clock clock;
  private final NativeTableCell name = cell("name", "");
  private final NativeTableCell kind = cell("kind", "Kind");
  private final NativeTableCell state = cell("state", "State");
  private final NativeTableCell rate = cell("rate", "Success rate");
  private final NativeTableCell lastRun = cell("last-run", "Last run");
  private final NativeTableCell faces = cell("faces", "");
  private final ExperimentMenu menu;
  private final JudgedFaces judged;
  private @Nullable Experiment shown;
  private @Nullable RatedBy shownBy;
  private RunMarks.Found marks = _ -> "";

  ExperimentRow(Clock clock, ExperimentMenu menu, JudgedFaces judged) {
    this.clock = clock;
    this.judged = judged;
    this.menu = menu;
    var actions = cell("actions", "");
    actions.add(menu);
    getContent().addClassName("experiments__row");
    getContent().add(name, kind, state, rate, lastRun, faces, actions);
  }

  /// Shows what is known before the experiment is summed up.
  void show(Experiment.Heading heading) {
    getContent().getElement().setAttribute("data-slug", heading.slug().value());
    replace(name, title(heading.slug(), heading.title()));
    replace(kind, new Span(heading.kind().label()));
    menu.setTitle(heading.title());
  }

  void show(Experiment now, RatedBy by) {
    if (now.equals(shown) && by == shownBy) {
      return;
    }
    var before = shown;
    shown = now;
    shownBy = by;
    if (before == null || !before.title().equals(now.title()) || before.kind() != now.kind()) {
      show(new Experiment.Heading(now.slug(), now.title(), now.kind()));
    }
    replace(state, state(now));
    replace(rate, rates(now, by));
    replace(
        lastRun,
        new Span(
            now.lastRun()
                .map(Run::submittedAt)
                .map(this::when)
                .orElse(now.draws() ? "never" : "")));
    if (before == null || !before.faces().equals(now.faces())) {
      replace(faces, strip(now));
    }
  }

  /// What others say of its runs stands below its state.
  void mark(RunMarks.Found found) {
    var before = shown == null ? "" : marks.of(shown.runs());
    marks = found;
    if (shown != null && !before.equals(marks.of(shown.runs()))) {
      replace(state, state(shown));
    }
  }

  private static Component title(ExperimentSlug slug, String title) {
    var link = new Anchor(ExperimentLinks.notebook(slug), title);
    link.addClassName("experiments__link");
    var name = new Span(slug.value());
    name.addClassNames("mono", "secondary");
    return new Div(link, name);
  }

  private Component state(Experiment experiment) {
    var state = state(experiment.state());
    var words = marks.of(experiment.runs());
    if (words.isEmpty()) {
      return state;
    }
    var mark = new Span(words);
    mark.addClassName("experiments__mark");
    return new Div(state, mark);
  }

  private static Component state(CellState state) {
    return switch (state) {
      case CellState.Idle _ -> {
        var words = new Span("Not run yet");
        words.addClassName("secondary");
        yield words;
      }
      case CellState.Waiting _,
          CellState.Queued _,
          CellState.Running _,
          CellState.Finished _,
          CellState.Failed _,
          CellState.Stale _ ->
          CellStateText.of(state);
    };
  }

  private Component rates(Experiment experiment, RatedBy by) {
    var rates = new Div();
    rates.addClassName("experiments__rates");
    if (experiment.images() == 0) {
      var none = new Span(experiment.draws() ? "No pictures yet" : "Looks at pictures of others");
      none.addClassName("secondary");
      rates.add(none);
      return rates;
    }
    if (by.people()) {
      rates.add(
          JudgeRate.people(
              experiment.people(), experiment.title(), () -> open(experiment, JudgeChoice.HUMAN)));
    }
    if (by.machine()) {
      rates.add(
          JudgeRate.machine(
              "machine",
              experiment.machine(),
              experiment.title(),
              () -> open(experiment, JudgeChoice.MACHINE)));
    }
    return rates;
  }

  private void open(Experiment experiment, JudgeChoice judge) {
    judged.openRuns(experiment.title(), judge, experiment.runs());
  }

  private static Component strip(Experiment experiment) {
    var strip = new Div();
    strip.addClassName("experiments__strip");
    for (var face : experiment.faces()) {
      var picture =
          new Image(
              ImageLinks.thumbnail(face.id(), 64),
              face.prompt().archetype() + " " + face.prompt().emotion());
      picture.getElement().setAttribute("loading", "lazy");
      strip.add(picture);
    }
    return strip;
  }

  private String when(Instant time) {
    return Times.brief(time, clock);
  }

  private static NativeTableCell cell(String part, String label) {
    var cell = new NativeTableCell();
    cell.addClassName("experiments__" + part);
    if (!label.isEmpty()) {
      cell.getElement().setAttribute("data-label", label);
    }
    return cell;
  }

  private static void replace(NativeTableCell cell, Component content) {
    cell.removeAll();
    cell.add(content);
  }
}
