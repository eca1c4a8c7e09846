package lab.harmony.pins.ui;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import lab.harmony.design.live.Live;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinsChanged;
import lab.harmony.pins.PinsHeld;
import lab.harmony.runs.RunId;
import lab.harmony.runs.ui.RunMarks;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// In the list of runs: those that broke a pin which was made before them.
@Component
class BrokenRuns implements RunMarks {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final PinChecks checks;
  private final Live<Map<RunId, String>> marks = new Live<>(PAUSE, this::look);

  BrokenRuns(PinChecks checks) {
    this.checks = checks;
  }

  private Map<RunId, String> look() {
    return checks.brokenByRun().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                it ->
                    "breaks %d %s".formatted(it.getValue(), it.getValue() == 1 ? "pin" : "pins")));
  }

  @Override
  public Live<Map<RunId, String>> marks() {
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
