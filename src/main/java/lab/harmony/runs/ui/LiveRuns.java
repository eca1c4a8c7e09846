package lab.harmony.runs.ui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.harmony.design.Live;
import lab.harmony.design.NowRunning;
import lab.harmony.runs.EngineEnvironment;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunQueue;
import lab.harmony.runs.RunState;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The runs as open pages show them: read once for all pages when one has changed.
@Component
class LiveRuns implements NowRunning {
  private static final Duration PAUSE = Duration.ofMillis(450);

  private final RunQueue runs;
  private final Live<List<Run>> list;
  private final Live<Works> works;
  private final Map<RunId, Live<Optional<Look>>> looks = new ConcurrentHashMap<>();

  /// All that the page of a run shows of it.
  record Look(
      Run run, List<RunImage> images, Optional<EngineEnvironment> environment, String log) {}

  LiveRuns(RunQueue runs) {
    this.runs = runs;
    this.list = new Live<>(PAUSE, () -> runs.list(RunFilter.ALL));
    this.works = new Live<>(PAUSE, this::atWork);
  }

  @EventListener
  void changed(RunChanged event) {
    works.changed();
    list.changed(event.run(), after(event.run()));
    var look = looks.get(event.run());
    if (look != null) {
      look.changed();
    }
  }

  /// All runs, the newest first.
  Live<List<Run>> list() {
    return list;
  }

  /// One run; empty when there is none of this name.
  Live<Optional<Look>> look(RunId id) {
    return looks.computeIfAbsent(id, _ -> new Live<>(PAUSE, () -> lookAt(id)));
  }

  @Override
  public Live<Works> works() {
    return works;
  }

  private Optional<Look> lookAt(RunId id) {
    return runs.find(id)
        .map(run -> new Look(run, runs.images(run), runs.environment(id), runs.log(id)));
  }

  /// A run that only got further is read alone. Others wait behind one that begins or ends, so then
  /// all are.
  private UnaryOperator<List<Run>> after(RunId id) {
    return before -> {
      var now = runs.find(id);
      var all = new ArrayList<>(before);
      for (var i = 0; i < all.size(); i++) {
        var run = all.get(i);
        if (run.id().equals(id)
            && run.state() instanceof RunState.Running
            && now.isPresent()
            && now.get().state() instanceof RunState.Running) {
          all.set(i, now.get());
          return List.copyOf(all);
        }
      }
      return runs.list(RunFilter.ALL);
    };
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
            new Work(
                run.spec().experiment(),
                RunLinks.run(run.id()),
                run.submittedBy(),
                "%d of %d".formatted(running.done(), running.total()),
                running.fraction()))
        : Stream.empty();
  }
}
