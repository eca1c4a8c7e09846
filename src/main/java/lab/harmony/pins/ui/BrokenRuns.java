package lab.harmony.pins.ui;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import lab.harmony.design.live.Live;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinId;
import lab.harmony.pins.PinsChanged;
import lab.harmony.pins.PinsHeld;
import lab.harmony.runs.RunId;
import lab.harmony.runs.ui.RunMarks;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// In the lists of runs and of experiments: those that broke a pin which was made before them.
@Component
class BrokenRuns implements RunMarks {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final PinChecks checks;
  private final Live<Broken> marks = new Live<>(PAUSE, this::look);

  BrokenRuns(PinChecks checks) {
    this.checks = checks;
  }

  /// @param pins those that each run breaks
  private record Broken(Map<RunId, Set<PinId>> pins) implements Found {

    @Override
    public String of(Collection<RunId> runs) {
      long many =
          runs.stream()
              .flatMap(run -> pins.getOrDefault(run, Set.of()).stream())
              .distinct()
              .count();
      return many == 0 ? "" : "breaks %d %s".formatted(many, many == 1 ? "pin" : "pins");
    }
  }

  private Broken look() {
    return new Broken(checks.brokenByRun());
  }

  @Override
  public Live<? extends Found> marks() {
    return marks;
  }

  @EventListener
  void changed(PinsChanged event) {
    marks.changed();
  }

  @EventListener
  void held(PinsHeld event) {
    marks.changed();
  }
}
