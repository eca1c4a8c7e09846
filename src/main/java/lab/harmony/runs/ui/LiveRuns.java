package lab.harmony.runs.ui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.people.PersonChanged;
import lab.harmony.runs.EngineEnvironment;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.RunState;
import lab.harmony.runs.RunsNow;
import lab.harmony.runs.store.RunQueue;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The runs as open pages show them: looked at once for all pages when one has changed, and at none
/// that is neither at work nor looked at.
@Component
class LiveRuns {
  private static final Duration PAUSE = Duration.ofMillis(450);

  private final RunQueue runs;
  private final Live<RunsNow> now;
  private final Lives<RunId, Optional<Look>> looks;

  /// All that the page of a run shows of it.
  ///
  /// @param picturesGone whether it has made pictures that are not there any more
  record Look(
      Run run,
      List<RunImage> images,
      boolean picturesGone,
      Optional<EngineEnvironment> environment,
      String log) {}

  LiveRuns(RunQueue runs) {
    this.runs = runs;
    this.now = new Live<>(PAUSE, runs::now);
    this.looks = new Lives<>(PAUSE, this::lookAt);
  }

  @EventListener
  void changed(RunChanged event) {
    now.changed(event.run(), after(event.run()));
    looks.ifKnown(event.run(), Live::changed);
  }

  @EventListener
  void renamed(PersonChanged event) {
    now.changed();
    looks.forEach((_, look) -> look.changed());
  }

  /// What a list of runs has to know to be up to date.
  Live<RunsNow> now() {
    return now;
  }

  /// One run; empty when there is none of this name.
  Live<Optional<Look>> look(RunId id) {
    return looks.of(id);
  }

  private Optional<Look> lookAt(RunId id) {
    return runs.find(id)
        .map(run ->
            new Look(
                run, runs.images(run), runs.picturesGone(run), runs.environment(id), runs.log(id)));
  }

  /// A run that only got further is read alone. Others wait behind one that begins or ends, so then
  /// all are asked after.
  private UnaryOperator<RunsNow> after(RunId id) {
    return before ->
        place(before.working(), id)
            .flatMap(place ->
                runs.row(id)
                    .filter(row -> row.state() instanceof RunState.Running)
                    .map(row -> before.withWorking(with(before.working(), place, row))))
            .orElseGet(runs::now);
  }

  private static Optional<Integer> place(List<RunRow> rows, RunId id) {
    return IntStream.range(0, rows.size())
        .filter(place -> rows.get(place).id().equals(id))
        .boxed()
        .findFirst();
  }

  private static List<RunRow> with(List<RunRow> rows, int place, RunRow row) {
    var changed = new ArrayList<>(rows);
    changed.set(place, row);
    return List.copyOf(changed);
  }
}
