package lab.harmony.shell;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lab.harmony.design.live.LiveParts;
import lab.harmony.design.live.NowRunning;

/// What is running now, below the navigation; nothing is shown while nothing runs.
final class RunningNow extends Composite<Div> {
  private final Div list = new Div();
  private final Map<NowRunning, List<NowRunning.Work>> works = new LinkedHashMap<>();
  private final Map<String, Row> rows = new HashMap<>();

  RunningNow(List<NowRunning> sources) {
    var label = new Span("Running now");
    label.addClassName("shell__label");
    getContent().addClassName("running-now");
    getContent().add(label, list);
    getContent().setVisible(false);
    for (var source : sources) {
      works.put(source, List.of());
      LiveParts.follow(
          this,
          source.works(),
          now -> {
            works.put(source, now.works());
            show(works.values().stream().flatMap(List::stream).toList());
          });
    }
  }

  private void show(List<NowRunning.Work> all) {
    getContent().setVisible(!all.isEmpty());
    var paths = all.stream().map(NowRunning.Work::path).toList();
    if (!rows.keySet().equals(Set.copyOf(paths))) {
      list.removeAll();
      rows.keySet().retainAll(Set.copyOf(paths));
      all.forEach(work -> list.add(rows.computeIfAbsent(work.path(), _ -> new Row(work)).link));
    }
    all.forEach(work -> Objects.requireNonNull(rows.get(work.path())).show(work));
  }

  /// One piece of work, which leads to where it is shown.
  private static final class Row {
    private final Span done = new Span();
    private final ProgressBar bar = new ProgressBar(0, 1);
    private final Anchor link;

    Row(NowRunning.Work work) {
      var name = new Span(work.name());
      name.addClassName("running-now__name");
      done.addClassNames("running-now__done", "mono");
      bar.getElement().setAttribute("aria-label", work.name());
      if (!work.by().isEmpty()) {
        name.setTitle("Started by " + work.by());
      }
      link = new Anchor("/" + work.path(), name, done, bar);
      link.addClassName("running-now__work");
    }

    void show(NowRunning.Work work) {
      done.setText(work.done());
      bar.setValue(Math.clamp(work.share(), 0, 1));
    }
  }
}
