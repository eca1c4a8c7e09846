package lab.harmony.pins.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinCheck;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinId;
import lab.harmony.pins.PinPlace;
import lab.harmony.pins.PinReport;
import lab.harmony.pins.PinState;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Service;

/// Says which pins of the lab a model or an adapter holds, from the newest faces that it drew where
/// pins stand.
@Service
public class ModelPins {

  /// Runs that are looked through for a face, the newest first.
  static final int MOST_RUNS = 200;

  private static final int AT_ONCE = 16;
  private static final String NO_FACE = "it has drawn no face of this prompt and seed";
  private static final String NOT_AMONG = NO_FACE + " in its newest %d runs".formatted(MOST_RUNS);

  private final PinChecks checks;
  private final RunQueue runs;
  private final ModelCatalogue catalogue;

  ModelPins(PinChecks checks, RunQueue runs, ModelCatalogue catalogue) {
    this.checks = checks;
    this.runs = runs;
    this.catalogue = catalogue;
  }

  /// The model or the adapter of this name; a model where both are called so.
  public Optional<Drawer> find(String name) {
    var composed = ModelName.composed(name);
    return catalogue.list().stream()
        .filter(model -> model.name().value().equals(composed))
        .<Drawer>map(model -> new Drawer.OfModel(model.name(), model.sha256()))
        .findFirst()
        .or(() -> adapter(name));
  }

  /// The adapter of this name.
  public Optional<Drawer> adapter(String name) {
    var composed = ModelName.composed(name);
    return catalogue.adapters().stream()
        .filter(adapter -> adapter.name().value().equals(composed))
        .<Drawer>map(adapter -> new Drawer.OfAdapter(adapter.name(), adapter.sha256()))
        .findFirst();
  }

  /// Which of the two somebody looks at, by its weights; empty where they are of neither.
  public Optional<Drawer> of(ModelName name, String sha256) {
    return Stream.concat(find(name.value()).stream(), adapter(name.value()).stream())
        .filter(drawer -> drawer.sha256().equals(sha256))
        .findFirst();
  }

  /// How a model or an adapter stands to the pins.
  ///
  /// @param coming pins that it has no face of, and the run, which is not over, that will draw each
  /// @param drawnBy what drew the face that decided, with the weight of an adapter
  public record Standing(
      Drawer drawer, PinReport report, Map<PinId, RunId> coming, Map<PinId, String> drawnBy) {}

  /// What became of the pins of the lab in what it drew: of each the newest face that the pin's
  /// judge judged.
  public Standing standing(Drawer drawer) {
    return ReadOnce.during(() -> {
      var pins = checks.ofTheLab();
      var rows = pins.isEmpty() ? List.<RunRow>of() : runs.using(drawer.sha256(), MOST_RUNS + 1);
      var looked = rows.stream().limit(MOST_RUNS).map(RunRow::id).toList();
      var search = new Search(drawer, pins);
      for (int from = 0; from < looked.size() && !search.isOver(); from += AT_ONCE) {
        var part = looked.subList(from, Math.min(looked.size(), from + AT_ONCE));
        runs.find(part).forEach(search::look);
      }
      return search.standing(rows.size() > MOST_RUNS ? NOT_AMONG : NO_FACE);
    });
  }

  /// The search for a judged face of each pin, from the newest run on.
  private final class Search {
    private final Drawer drawer;

    /// Those of which no judged face was found yet.
    private final Map<PinId, Pin> open = new LinkedHashMap<>();

    private final List<PinCheck> found = new ArrayList<>();

    /// What is said of a pin where no face of it was judged.
    private final Map<PinId, PinCheck> otherwise = new LinkedHashMap<>();

    /// Those that a run which is not over will draw.
    private final Map<PinId, RunId> coming = new LinkedHashMap<>();

    private final Map<PinId, String> drawnBy = new HashMap<>();

    Search(Drawer drawer, List<Pin> pins) {
      this.drawer = drawer;
      pins.forEach(pin -> open.put(pin.id(), pin));
    }

    boolean isOver() {
      return open.isEmpty();
    }

    void look(Run run) {
      if (isOver()) {
        return;
      }
      var spec = run.spec();
      for (var check :
          checks.drawn(
              run, List.copyOf(open.values()), prompt -> drawer.drew(spec.recipe(prompt)))) {
        var id = check.pin().id();
        if (check.state() instanceof PinState.Held || check.state() instanceof PinState.Broke) {
          found.add(check);
          open.remove(id);
          drawnBy.put(id, ModelPins.drawnBy(run, check));
        } else {
          otherwise.merge(id, check, ModelPins::closer);
          if (!run.state().isOver() && check.drawn().isEmpty()) {
            coming.putIfAbsent(id, run.id());
          }
        }
      }
    }

    /// @param none what is said of a pin of which there is no face
    Standing standing(String none) {
      open.values()
          .forEach(pin ->
              found.add(
                  otherwise.getOrDefault(
                      pin.id(), new PinCheck(pin, new PinState.NotDrawn(none), Optional.empty()))));
      var report = new PinReport(drawer.subject(), found);
      coming.keySet().retainAll(report.notDrawn().stream().map(check -> check.pin().id()).toList());
      return new Standing(drawer, report, Map.copyOf(coming), Map.copyOf(drawnBy));
    }
  }

  private static String drawnBy(Run run, PinCheck check) {
    return run.spec().prompts().stream()
        .filter(prompt -> PinPlace.of(prompt).equals(check.pin().place()))
        .findFirst()
        .map(prompt -> run.spec().recipe(prompt))
        .map(recipe ->
            Stream.concat(
                    Stream.of(recipe.model().name()),
                    recipe.adapters().stream().map(AdapterUse::words))
                .collect(Collectors.joining(" + ")))
        .orElse("");
  }

  /// A face that nobody judged says more than none; else the newer run decides.
  private static PinCheck closer(PinCheck newer, PinCheck older) {
    return newer.state() instanceof PinState.NotDrawn && older.state() instanceof PinState.NotJudged
        ? older
        : newer;
  }
}
