package lab.harmony.pins.ui;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.people.PersonChanged;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinCheck;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinCount;
import lab.harmony.pins.PinFinding;
import lab.harmony.pins.PinId;
import lab.harmony.pins.PinReport;
import lab.harmony.pins.Pins;
import lab.harmony.pins.PinsChanged;
import lab.harmony.pins.PinsHeld;
import lab.harmony.review.ScoresChanged;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The pins as open pages show them, found out once for all pages.
@Component
class LivePins {

  private static final Duration PAUSE = Duration.ofMillis(500);

  /// Findings of each pin that a list shows.
  private static final int LAST = 3;

  private final Pins pins;
  private final PinChecks checks;
  private final Live<Now> list = new Live<>(PAUSE, this::look);
  private final Lives<RunId, Optional<Shown>> runs;

  LivePins(Pins pins, PinChecks checks) {
    this.pins = pins;
    this.checks = checks;
    this.runs = new Lives<>(PAUSE, this::lookAt);
  }

  /// All pins, with what was found of them since they were made.
  ///
  /// @param counts how often each is in which state
  /// @param last what was found of each lately
  /// @param gone pins whose picture is not there any more
  /// @param experiments those that are there
  /// @param beyond pins that trainings would be held against, and do not draw any more
  record Now(
      List<Pin> pinned,
      List<Pin> unpinned,
      Map<PinId, List<PinCount>> counts,
      Map<PinId, List<PinFinding>> last,
      Set<PinId> gone,
      Set<String> experiments,
      Set<PinId> beyond) {

    /// Whether something that was drawn since broke it.
    boolean isBroken(Pin pin) {
      return counts.getOrDefault(pin.id(), List.of()).stream()
          .anyMatch(one -> one.state().equals("broke"));
    }
  }

  /// What became of pins in something that was drawn.
  ///
  /// @param gone pins whose picture is not there any more
  record Shown(PinReport report, Set<PinId> gone) {}

  private Optional<Shown> lookAt(RunId run) {
    return checks.run(run).map(this::shown);
  }

  Shown shown(PinReport report) {
    return new Shown(report, gone(report.drawn().checks().stream().map(PinCheck::pin)));
  }

  private Set<PinId> gone(Stream<Pin> all) {
    return all.filter(pin -> !pins.isThere(pin)).map(Pin::id).collect(Collectors.toSet());
  }

  private Now look() {
    var pinned = pins.pinned();
    var unpinned = pins.unpinned();
    return new Now(
        pinned,
        unpinned,
        checks.counts(),
        checks.last(LAST),
        gone(Stream.concat(pinned.stream(), unpinned.stream())),
        Set.copyOf(pins.experiments()),
        checks.beyond());
  }

  Live<Now> list() {
    return list;
  }

  /// What became of the pins in a run; empty when it is gone.
  Live<Optional<Shown>> of(RunId run) {
    return runs.of(run);
  }

  @EventListener
  void changed(PinsChanged event) {
    list.changed();
    runs.forEach((_, one) -> one.changed());
  }

  @EventListener
  void held(PinsHeld event) {
    list.changed();
  }

  @EventListener
  void drew(RunChanged event) {
    runs.ifKnown(event.run(), Live::changed);
  }

  @EventListener
  void judged(ScoresChanged event) {
    runs.forEach((_, one) -> one.changed());
  }

  @EventListener
  void renamed(PersonChanged event) {
    list.changed();
    runs.forEach((_, one) -> one.changed());
  }
}
