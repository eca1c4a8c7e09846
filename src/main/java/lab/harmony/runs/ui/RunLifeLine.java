package lab.harmony.runs.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.design.StateWord;
import lab.harmony.design.Times;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunState;

/// The stations of a run's life in one row: submitted, started, and how it ended.
final class RunLifeLine extends Composite<OrderedList> {

  private Optional<Run> shown = Optional.empty();

  RunLifeLine() {
    getContent().addClassName("run-life");
  }

  void show(Run run) {
    if (shown.filter(before -> sameStations(before, run)).isPresent()) {
      return;
    }
    shown = Optional.of(run);
    getContent().removeAll();
    getContent()
        .add(
            station(
                "passed",
                "Submitted",
                Times.seconds(run.submittedAt())
                    + run.submittedBy().map(" by %s"::formatted).orElse(""),
                Optional.of(run.submittedAt())));
    getContent()
        .add(
            run.startedAt()
                .map(at -> station("passed", "Started", Times.seconds(at), Optional.of(at)))
                .orElseGet(() -> station("ahead", "Started", "", Optional.empty())));
    getContent().add(end(run.state()));
  }

  private static ListItem end(RunState state) {
    return switch (state) {
      case RunState.Queued(var position) ->
          station(
              "ahead",
              StateWord.FINISHED.alone(),
              StateWord.QUEUED.within() + " #" + position,
              Optional.empty());
      case RunState.Running _ -> station("now", StateWord.RUNNING.alone(), "", Optional.empty());
      case RunState.Finished(var at, var elapsed) ->
          station(
              "passed",
              StateWord.FINISHED.alone(),
              elapsed.isZero()
                  ? Times.seconds(at) + ", imported"
                  : "%s after %s".formatted(Times.seconds(at), Times.duration(elapsed)),
              Optional.of(at));
      case RunState.Failed(var at, _) ->
          station("failed", StateWord.FAILED.alone(), Times.seconds(at), Optional.of(at));
      case RunState.Cancelled(var at) ->
          station("passed", StateWord.CANCELLED.alone(), Times.seconds(at), Optional.of(at));
    };
  }

  private static ListItem station(String kind, String name, String detail, Optional<Instant> time) {
    var title = new Span(name);
    title.addClassName("run-life__name");
    var text = new Span(detail);
    text.addClassNames("run-life__detail");
    time.ifPresent(at -> text.setTitle(Times.exact(at)));
    var item = new ListItem(title, text);
    item.addClassName("run-life__station");
    item.getElement().setAttribute("data-station", kind);
    return item;
  }

  /// Progress changes often, the stations seldom.
  private static boolean sameStations(Run before, Run now) {
    return before.submittedBy().equals(now.submittedBy())
        && before.startedAt().equals(now.startedAt())
        && (before.state() instanceof RunState.Running && now.state() instanceof RunState.Running
            || before.state().equals(now.state()));
  }
}
