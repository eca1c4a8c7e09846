package lab.harmony.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.pins.PinChecks;
import lab.harmony.pins.PinReport;
import lab.harmony.pins.models.Drawer;
import lab.harmony.pins.models.ModelPins;
import lab.harmony.pins.models.PinDrawings;
import lab.harmony.recipe.FileUse;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.work.JobChanges;
import lab.harmony.work.JobState;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Models and adapters that `pins check` names: found, and the pinned prompts and seeds drawn with
/// them that they have not drawn yet.
final class PinDrawers {

  /// Where the mark of jobs is not written, as by another version of the lab.
  private static final Duration ANYWAY = Duration.ofSeconds(5);

  private final CommandSpec spec;
  private final ApplicationContext lab;
  private final Optional<String> with;
  private final Optional<Double> weight;

  /// @param with the model that draws with adapters
  PinDrawers(
      CommandSpec spec, ApplicationContext lab, Optional<String> with, Optional<Double> weight) {
    if (weight.filter(at -> !Drawer.OfAdapter.isWeight(at)).isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--weight must be a number other than 0, got " + weight.get());
    }
    this.spec = spec;
    this.lab = lab;
    this.with = with;
    this.weight = weight;
  }

  PinChecks checks() {
    return lab.getBean(PinChecks.class);
  }

  Optional<Drawer> find(String name) {
    return lab.getBean(ModelPins.class).find(name).map(this::asAsked);
  }

  /// @throws ParameterException if there is neither a model nor an adapter of this name
  Drawer known(String name) {
    return find(name)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "there is no model and no adapter that is called \"%s\"; ./lab models lists them"
                    .formatted(name)));
  }

  /// @throws ParameterException if there is no adapter of this name
  Drawer adapter(String name) {
    return lab.getBean(ModelPins.class)
        .adapter(name)
        .map(this::asAsked)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "there is no adapter that is called \"%s\"; ./lab models lists them"
                    .formatted(name)));
  }

  /// Nothing that was said is left without effect.
  ///
  /// @param known whether nothing is to be drawn
  void requireUsed(List<Drawer> drawers, boolean known) {
    if (known && drawers.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--known is for models and adapters, and none was named");
    }
    if ((with.isPresent() || weight.isPresent())
        && drawers.stream().noneMatch(Drawer.OfAdapter.class::isInstance)) {
      throw new ParameterException(
          spec.commandLine(), "--with and --weight are for adapters, and none was named");
    }
  }

  private Drawer asAsked(Drawer drawer) {
    return switch (drawer) {
      case Drawer.OfModel model -> model;
      case Drawer.OfAdapter adapter ->
          new Drawer.OfAdapter(
              adapter.name(),
              adapter.sha256(),
              with.map(this::model),
              weight.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    };
  }

  private FileUse model(String name) {
    var models = lab.getBean(ModelCatalogue.class);
    return models.list().stream()
        .filter(model -> model.name().value().equals(ModelName.composed(name)))
        .map(model -> new FileUse(model.name().value(), model.sha256()))
        .findFirst()
        .orElseThrow(() -> new ParameterException(spec.commandLine(), models.missing(name)));
  }

  /// What came of drawing.
  ///
  /// @param runs that drew
  /// @param failed why something that was to be drawn was not, in sentences
  /// @param leftOut what cannot be drawn so, in sentences
  record Came(List<RunId> runs, List<String> failed, List<String> leftOut) {
    static final Came NOTHING = new Came(List.of(), List.of(), List.of());

    Came {
      runs = List.copyOf(runs);
      failed = List.copyOf(failed);
      leftOut = List.copyOf(leftOut);
    }

    List<String> notDrawn() {
      return Stream.concat(failed.stream(), leftOut.stream()).toList();
    }
  }

  /// Has drawn what they have not drawn yet, and waits for it.
  Came draw(List<Drawer> drawers) {
    var standings = lab.getBean(ModelPins.class);
    var drawings = lab.getBean(PinDrawings.class);
    var by = lab.getBean(CurrentPerson.class).actor();
    var runs = new ArrayList<RunId>();
    var failed = new ArrayList<String>();
    var leftOut = new ArrayList<String>();
    for (var drawer : drawers) {
      var standing = standings.standing(drawer);
      var drawing = drawings.missing(standing);
      coming(drawer, standing.coming().values(), runs);
      if (!drawing.besides().isEmpty()) {
        leftOut.add("%s: %s".formatted(drawer.subject().words(), drawing.besides()));
        say(leftOut.getLast());
      }
      if (drawing.faces() > 0) {
        say("%s: draws %s.".formatted(drawer.subject().words(), drawing.words()));
        switch (drawings.draw(drawer, by)) {
          case PinDrawings.Drawn.Queued(var queued) -> runs.addAll(queued);
          case PinDrawings.Drawn.Nothing(var coming) -> coming(drawer, coming, runs);
          case PinDrawings.Drawn.Refused(var reason) -> {
            failed.add("%s: %s".formatted(drawer.subject().words(), reason));
            say(failed.getLast());
          }
        }
      }
    }
    await(runs);
    var queue = lab.getBean(RunQueue.class);
    for (var id : runs) {
      queue
          .find(id)
          .filter(run -> !(run.state() instanceof RunState.Finished))
          .ifPresent(run -> failed.add("run %s: %s".formatted(id, words(run.state()))));
    }
    return new Came(runs, failed, leftOut);
  }

  /// What somebody else has drawn with it already is waited for like the rest.
  private void coming(Drawer drawer, Collection<RunId> coming, List<RunId> runs) {
    coming.stream()
        .distinct()
        .filter(id -> !runs.contains(id))
        .forEach(id -> {
          say(
              "%s: run %s draws already; this waits for it."
                  .formatted(drawer.subject().words(), id));
          runs.add(id);
        });
  }

  private void await(List<RunId> runs) {
    var changes = lab.getBean(JobChanges.class);
    var queue = lab.getBean(RunQueue.class);
    var said = new HashMap<RunId, String>();
    var before = changes.now();
    while (!over(queue, runs, said)) {
      try {
        changes.await(before, ANYWAY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      before = changes.now();
    }
  }

  private boolean over(RunQueue queue, List<RunId> runs, Map<RunId, String> said) {
    boolean over = true;
    for (var id : runs) {
      var state = queue.find(id).map(run -> run.state());
      state.ifPresent(now -> {
        var words = words(now);
        if (!words.equals(said.put(id, words))) {
          say("run %s: %s".formatted(id, words));
        }
      });
      over &= state.map(RunState::isOver).orElse(true);
    }
    return over;
  }

  private static String words(RunState state) {
    return switch (state) {
      case RunState.Queued(var position) -> "queued, number %d".formatted(position);
      case RunState.Running running ->
          "%d of %d pictures".formatted(running.done(), running.total());
      case RunState.Finished _ -> JobState.Code.FINISHED.word();
      case RunState.Failed(_, var reason) -> "failed: " + reason.lines().findFirst().orElse("");
      case RunState.Cancelled _ -> JobState.Code.CANCELLED.word();
    };
  }

  private void say(String words) {
    spec.commandLine().getErr().println(words);
    spec.commandLine().getErr().flush();
  }

  /// What became of pins in these runs.
  List<PinReport> reports(List<RunId> runs) {
    return runs.stream().flatMap(id -> checks().run(id).stream()).toList();
  }
}
