package lab.harmony.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.signals.Signal;
import java.util.List;
import lab.harmony.design.NowRunning;

/// What is running now, below the navigation; nothing is shown while nothing runs.
final class RunningNow extends Composite<Div> {
  private final Div list = new Div();

  RunningNow(List<NowRunning> sources) {
    var label = new Span("Running now");
    label.addClassName("shell__label");
    getContent().addClassName("running-now");
    getContent().add(label, list);
    show(List.of());
    if (!sources.isEmpty()) {
      Signal.effect(
          this,
          () -> show(sources.stream().flatMap(it -> it.works().get().works().stream()).toList()));
    }
  }

  private void show(List<NowRunning.Work> works) {
    getContent().setVisible(!works.isEmpty());
    list.removeAll();
    works.forEach(work -> list.add(row(work)));
  }

  private static Component row(NowRunning.Work work) {
    var name = new Span(work.name());
    name.addClassName("running-now__name");
    var percent = new Span("%d %%".formatted(work.percent()));
    percent.addClassNames("running-now__percent", "mono");
    var bar = new ProgressBar(0, Math.max(1, work.total()), Math.min(work.done(), work.total()));
    bar.getElement().setAttribute("aria-label", work.name());
    var row = new Anchor("/" + work.path(), name, percent, bar);
    row.addClassName("running-now__work");
    return row;
  }
}
