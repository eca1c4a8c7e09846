package lab.harmony.runs.ui;

import com.vaadin.flow.signals.Signal;
import com.vaadin.flow.signals.shared.SharedNumberSignal;
import com.vaadin.flow.signals.shared.SharedValueSignal;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lab.harmony.design.NowRunning;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunQueue;
import lab.harmony.runs.RunState;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells every open page that a run has changed: a number that grows, for all runs and for each.
///
/// The facts themselves stay in the database; a page reads what it shows when its number grows.
@Component
class LiveRuns implements NowRunning {

  private final RunQueue runs;
  private final SharedNumberSignal anyChange = new SharedNumberSignal(0);
  private final Map<RunId, SharedNumberSignal> changes = new ConcurrentHashMap<>();
  private final SharedValueSignal<Works> works;

  LiveRuns(RunQueue runs) {
    this.runs = runs;
    this.works = new SharedValueSignal<>(atWork());
  }

  @EventListener
  void changed(RunChanged event) {
    anyChange.incrementBy(1);
    var one = changes.get(event.run());
    if (one != null) {
      one.incrementBy(1);
    }
    works.set(atWork());
  }

  Signal<Double> anyChange() {
    return anyChange.asReadonly();
  }

  Signal<Double> changeOf(RunId id) {
    return changes.computeIfAbsent(id, _ -> new SharedNumberSignal(0)).asReadonly();
  }

  @Override
  public Signal<Works> works() {
    return works.asReadonly();
  }

  private Works atWork() {
    return new Works(
        runs.list(RunFilter.UNFINISHED).stream()
            .sorted(Comparator.comparing(Run::submittedAt))
            .flatMap(LiveRuns::work)
            .toList());
  }

  private static Stream<Work> work(Run run) {
    return run.state() instanceof RunState.Running running
        ? Stream.of(
            new Work(run.spec().experiment(), RunLinks.run(run.id()), running.percent(), 100))
        : Stream.empty();
  }
}
