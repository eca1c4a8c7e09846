package lab.harmony.pins.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinCheck;
import lab.harmony.pins.PinPlace;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import lab.harmony.workspace.DatabaseTurn;
import lab.harmony.workspace.LabVersion;
import lab.harmony.workspace.ReadOnce;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/// Has pinned prompts and seeds drawn with a model or an adapter: as the pinned picture was drawn,
/// with nothing else changed than what draws. The runs belong to the experiments of the pinned
/// pictures and to no cell of theirs, so no experiment counts their faces.
@Service
public class PinDrawings {

  /// Seconds that one waits for others.
  private static final int PATIENCE = 60;

  private final RunQueue runs;
  private final ModelCatalogue catalogue;
  private final Rights rights;
  private final ModelPins standings;
  private final DatabaseTurn turn;

  @Autowired
  PinDrawings(
      RunQueue runs,
      ModelCatalogue catalogue,
      Rights rights,
      ModelPins standings,
      JdbcClient database,
      PlatformTransactionManager transactions) {
    this(
        runs,
        catalogue,
        rights,
        standings,
        new DatabaseTurn(database, transactions, "pin_turn", PATIENCE));
  }

  PinDrawings(
      RunQueue runs,
      ModelCatalogue catalogue,
      Rights rights,
      ModelPins standings,
      DatabaseTurn turn) {
    this.standings = standings;
    this.turn = turn;
    this.runs = runs;
    this.catalogue = catalogue;
    this.rights = rights;
  }

  /// What came of having them drawn.
  public sealed interface Drawn {

    record Queued(List<RunId> runs) implements Drawn {}

    /// There is nothing to draw any more: it is drawn, or on its way.
    ///
    /// @param coming runs of others that draw it
    record Nothing(List<RunId> coming) implements Drawn {}

    /// Nothing was queued.
    record Refused(String reason) implements Drawn {}
  }

  private record Kind(String experiment, Recipe recipe) {}

  /// Why a pin cannot be drawn.
  private static final class CannotDraw extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    CannotDraw(String why) {
      super(why);
      this.why = why;
    }
  }

  /// What would draw those pins of which it has no face and gets none by a run that is queued
  /// already; nothing is queued.
  public PinDrawing missing(ModelPins.Standing standing) {
    return ReadOnce.during(() -> drawing(standing));
  }

  private PinDrawing drawing(ModelPins.Standing standing) {
    var drawer = standing.drawer();
    var sources = sources(standing.report().notDrawn());
    var wanted = new LinkedHashMap<Kind, Set<MatrixPrompt>>();
    var pinsOf = new LinkedHashMap<Kind, List<Pin>>();
    var leftOut = new ArrayList<PinDrawing.LeftOut>();
    for (var check : standing.report().notDrawn()) {
      var pin = check.pin();
      if (standing.coming().containsKey(pin.id())) {
        continue;
      }
      try {
        var kind = kind(drawer, pin, sources);
        wanted.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).add(prompt(drawer, pin.place()));
        pinsOf.computeIfAbsent(kind, _ -> new ArrayList<>()).add(pin);
      } catch (CannotDraw e) {
        leftOut.add(new PinDrawing.LeftOut(pin, e.why));
      }
    }
    var specs = new ArrayList<GenerateSpec>();
    wanted.forEach((kind, prompts) -> {
      var spec = spec(kind, List.copyOf(prompts));
      runs.refusal(spec)
          .ifPresentOrElse(
              why ->
                  pinsOf
                      .getOrDefault(kind, List.of())
                      .forEach(pin -> leftOut.add(new PinDrawing.LeftOut(pin, why))),
              () -> specs.add(spec));
    });
    return new PinDrawing(specs, leftOut);
  }

  /// Queues what is missing now, whatever it was when somebody looked: two that ask at once have it
  /// drawn once, also of two processes.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public Drawn draw(Drawer drawer, Actor by) {
    rights.require(by, Right.COMPUTE);
    try {
      return turn.alone(() -> drawn(drawer, by));
    } catch (DatabaseTurn.NoTurn e) {
      return new Drawn.Refused(turn.said(e, "having pinned faces drawn"));
    }
  }

  private Drawn drawn(Drawer drawer, Actor by) {
    var standing = standings.standing(drawer);
    var drawing = missing(standing);
    if (!drawing.runs().isEmpty()) {
      return queue(drawing, by);
    }
    return drawing.leftOut().isEmpty()
        ? new Drawn.Nothing(standing.coming().values().stream().distinct().toList())
        : new Drawn.Refused(drawing.besides());
  }

  private Drawn queue(PinDrawing drawing, Actor by) {
    var queued = new ArrayList<RunId>();
    for (var spec : drawing.runs()) {
      switch (runs.submit(spec, by)) {
        case Submission.Accepted(var id) -> queued.add(id);
        case Submission.Rejected(var reason) -> {
          queued.forEach(id -> runs.cancel(id, by, ""));
          return new Drawn.Refused(reason);
        }
      }
    }
    return new Drawn.Queued(List.copyOf(queued));
  }

  private GenerateSpec spec(Kind kind, List<MatrixPrompt> prompts) {
    var judge = catalogue.judge();
    return new GenerateSpec(
        kind.experiment,
        "",
        kind.recipe,
        judge.name().value(),
        judge.sha256(),
        prompts,
        LabVersion.current());
  }

  private static MatrixPrompt prompt(Drawer drawer, PinPlace place) {
    var plain = place.prompt();
    return switch (drawer) {
      case Drawer.OfModel _ -> plain;
      case Drawer.OfAdapter adapter ->
          plain.with(
              List.of(
                  "<lora:%s:%s>"
                      .formatted(adapter.name().value(), RecipeFact.number(adapter.drawnAt()))));
    };
  }

  /// The runs of their pictures, read together.
  private Map<RunId, Run> sources(List<PinCheck> checks) {
    return runs
        .find(checks.stream().map(check -> check.pin().picture().run()).distinct().toList())
        .stream()
        .collect(Collectors.toMap(Run::id, Function.identity()));
  }

  private Kind kind(Drawer drawer, Pin pin, Map<RunId, Run> sources) throws CannotDraw {
    var run = sources.get(pin.picture().run());
    if (run == null) {
      throw new CannotDraw(
          "The run of its picture is not in this lab any more, so how it was drawn is not known.");
    }
    var prompts = run.spec().prompts();
    var source = run.spec().recipe(prompts.get(pin.picture().index()));
    return switch (drawer) {
      case Drawer.OfModel model ->
          new Kind(
              run.spec().experiment(),
              recipe(
                  pin,
                  source,
                  model(drawer, new FileUse(model.name().value(), model.sha256())),
                  List.of()));
      case Drawer.OfAdapter adapter ->
          new Kind(
              run.spec().experiment(),
              recipe(
                  pin,
                  source,
                  model(drawer, adapter.model().orElse(source.model())),
                  List.of(AdapterUse.of(adapter.name().value(), adapter.sha256()))));
    };
  }

  private Model model(Drawer drawer, FileUse wanted) throws CannotDraw {
    return catalogue.list().stream()
        .filter(model ->
            model.name().value().equals(wanted.name()) && model.sha256().equals(wanted.sha256()))
        .findFirst()
        .orElseThrow(() ->
            new CannotDraw(
                "The model %s that drew its picture is not here, or has changed%s"
                    .formatted(
                        wanted.name(),
                        drawer instanceof Drawer.OfAdapter
                            ? "; choose another one to draw with (./lab pins check --adapter %s --with MODEL)."
                                .formatted(drawer.name())
                            : ".")));
  }

  /// Nothing but what draws is another, as far as a pin asks for it: else a model of another kind
  /// draws with its own autoencoder and at the size that it draws best.
  private Recipe recipe(Pin pin, Recipe source, Model model, List<AdapterUse> adapters) {
    boolean asItWas =
        pin.wish().settings().isPresent() || source.model().sha256().equals(model.sha256());
    boolean sameSize = asItWas || nativeSize(source) == model.nativeSize();
    return new Recipe(
        new FileUse(model.name().value(), model.sha256()),
        asItWas ? source.vae() : Optional.empty(),
        adapters,
        asItWas ? source.prediction() : Optional.empty(),
        source.precision(),
        source.clipSkip(),
        source.sampler(),
        source.steps(),
        sameSize ? source.width() : model.nativeSize(),
        sameSize ? source.height() : model.nativeSize(),
        List.of(),
        source.conditions());
  }

  /// Of the model that drew; its own size where it is not here any more.
  private int nativeSize(Recipe source) {
    return catalogue.list().stream()
        .filter(model -> model.sha256().equals(source.model().sha256()))
        .findFirst()
        .map(Model::nativeSize)
        .orElse(source.width());
  }
}
