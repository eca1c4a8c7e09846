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
import lab.harmony.models.ModelName;
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
import lab.harmony.pins.models.ModelPins;
import lab.harmony.pins.models.PinDrawing;
import lab.harmony.pins.models.PinDrawings;
import lab.harmony.recipe.FileUse;
import lab.harmony.review.ScoresChanged;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
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
  private final Lives<Weights, Optional<OfModel>> models;
  private final ModelPins drawers;
  private final PinDrawings drawings;
  private final RunQueue queue;
  private volatile Optional<Used> last = Optional.empty();

  LivePins(Pins pins, PinChecks checks, ModelPins drawers, PinDrawings drawings, RunQueue queue) {
    this.queue = queue;
    this.pins = pins;
    this.checks = checks;
    this.drawers = drawers;
    this.drawings = drawings;
    this.models = new Lives<>(PAUSE, this::lookAt);
    this.runs = new Lives<>(PAUSE, this::lookAt);
  }

  /// All pins, with what a list of them is ordered and searched by.
  ///
  /// @param counts how often each is in which state
  /// @param experiments those that are there
  /// @param beyond pins that trainings would be held against, and do not draw any more
  record Now(
      List<Pin> pinned,
      List<Pin> unpinned,
      Map<PinId, List<PinCount>> counts,
      Set<String> experiments,
      Set<PinId> beyond) {

    /// Whether something that was drawn since broke it.
    boolean isBroken(Pin pin) {
      return counts.getOrDefault(pin.id(), List.of()).stream()
          .anyMatch(one -> one.state().equals("broke"));
    }
  }

  /// What is looked up of pins only where their rows are shown.
  ///
  /// @param last what was found of each lately
  /// @param gone pins whose picture is not there any more
  record Rows(Map<PinId, List<PinFinding>> last, Set<PinId> gone) {}

  /// What the rows of these pins say.
  Rows rows(List<Pin> part) {
    return new Rows(checks.last(part.stream().map(Pin::id).toList(), LAST), gone(part.stream()));
  }

  /// What became of pins in something that was drawn.
  ///
  /// @param gone pins whose picture is not there any more
  record Shown(PinReport report, Set<PinId> gone) {}

  /// The files that a run draws with, by their SHA-256.
  private record Used(RunId run, Set<String> files) {}

  /// A model or an adapter that somebody looks at.
  ///
  /// @param with the model that draws with an adapter; any where empty, and of a model
  record Weights(ModelName name, String sha256, Optional<FileUse> with) {}

  /// What became of pins in what a model or an adapter drew.
  ///
  /// @param drawing what would draw those that it has not drawn
  record OfModel(ModelPins.Standing standing, Shown shown, PinDrawing drawing) {}

  private Optional<OfModel> lookAt(Weights weights) {
    return drawers
        .of(weights.name(), weights.sha256())
        .map(drawer -> drawer.with(weights.with()))
        .map(drawers::standing)
        .map(standing ->
            new OfModel(standing, shown(standing.report()), drawings.missing(standing)));
  }

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
    return new Now(
        pins.pinned(),
        pins.unpinned(),
        checks.counts(),
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

  /// What became of the pins in what a model or an adapter drew; empty where it is not here.
  Live<Optional<OfModel>> of(Weights weights) {
    return models.of(weights);
  }

  @EventListener
  void changed(PinsChanged event) {
    list.changed();
    modelsChanged();
    runs.forEach((_, one) -> one.changed());
  }

  @EventListener
  void held(PinsHeld event) {
    list.changed();
  }

  @EventListener
  void drew(RunChanged event) {
    runs.ifKnown(event.run(), Live::changed);
    var files = files(event.run());
    models.forEach((weights, one) -> {
      if (files.isEmpty() || files.get().contains(weights.sha256())) {
        one.changed();
      }
    });
  }

  @EventListener
  void judged(ScoresChanged event) {
    modelsChanged();
    runs.forEach((_, one) -> one.changed());
  }

  /// What a run draws with; empty where that is not known. The pictures of a run are told of one by
  /// one, so it is kept of the last.
  private Optional<Set<String>> files(RunId run) {
    var known = last;
    if (known.isPresent() && known.get().run().equals(run)) {
      return Optional.of(known.get().files());
    }
    try {
      var found =
          queue
              .find(run)
              .map(one -> new Used(run, one.spec().recipe().files().collect(Collectors.toSet())));
      if (found.isPresent()) {
        last = found;
      }
      return found.map(Used::files);
    } catch (DataAccessException e) {
      return Optional.empty();
    }
  }

  private void modelsChanged() {
    models.forEach((_, one) -> one.changed());
  }

  @EventListener
  void renamed(PersonChanged event) {
    list.changed();
    runs.forEach((_, one) -> one.changed());
  }
}
