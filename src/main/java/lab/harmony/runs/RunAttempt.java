package lab.harmony.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.engine.EngineEvent;
import lab.harmony.engine.EngineMessages.Message;
import lab.harmony.engine.EngineProcess;
import lab.harmony.engine.EngineRequest;
import lab.harmony.models.Model;
import lab.harmony.models.ModelName;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.work.Device;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;

/// One worker's work on one run, until the run is over or the worker has to stop.
final class RunAttempt {

  /// Engine processes that may die one after the other without a single picture in between.
  static final int MOST_TRIES = 3;

  /// How often a cancel is looked for, and progress written.
  private static final Duration BEAT = Duration.ofMillis(250);

  /// A cancelled engine stops at its next step; one that does not by then is ended.
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(20);

  /// An engine that says nothing for so long hangs.
  private static final Duration SILENCE = Duration.ofMinutes(15);

  private final RunStore.Claim claim;
  private final Run run;
  private final GenerateSpec spec;
  private final List<String> names;
  private final RunRecords records;
  private final RunWorker worker;
  private final WarmEngine engine;
  private final Set<Integer> complete = new HashSet<>();

  private @Nullable Pace pace;
  private Instant lastBeat;
  private long stepsOfAttempt;
  private int completeBefore;

  /// Whether the engine has been asked for pictures, beyond loading the model.
  private boolean asked;

  RunAttempt(RunStore.Claim claim, Run run, RunRecords records, RunWorker worker) {
    this.claim = claim;
    this.run = run;
    this.spec = run.spec();
    this.names = ImageNames.of(spec);
    this.records = records;
    this.worker = worker;
    this.engine = worker.engine();
    this.lastBeat = worker.clock().instant();
  }

  /// How one engine process's part ended.
  private sealed interface Outcome {

    /// It did what it was asked.
    record Done() implements Outcome {}

    record Cancelled() implements Outcome {}

    /// It died; another may go on.
    record Died(String reason) implements Outcome {}

    /// It said that it cannot be done; another process could not either.
    record Refused(String reason) implements Outcome {}

    /// This worker has to end.
    record Stopped() implements Outcome {}

    /// Another worker has the run.
    record Superseded() implements Outcome {}
  }

  void go() {
    records.log("Worker %s takes the run.".formatted(Device.host()));
    worker.images().of(run.id()).forEach(picture -> complete.add(picture.index()));
    takeFound();
    while (step()) {
      // Each turn is one engine process's part.
    }
  }

  /// Takes the pictures that an engine completed just before its worker was killed.
  private void takeFound() {
    for (int index : missing()) {
      FoundPictures.picture(run.id(), spec, index, records.images().resolve(names.get(index)))
          .filter(this::keep)
          .ifPresent(picture ->
              records.log(
                  "Picture %d, %s, was complete already: %s"
                      .formatted(
                          picture.index(),
                          picture.fileName(),
                          RecipeFact.brief(picture.sha256()))));
    }
  }

  /// Whether another turn is needed.
  private boolean step() {
    var missing = missing();
    if (missing.isEmpty()) {
      records.log("All %d pictures are there.".formatted(spec.prompts().size()));
      worker.runs().finish(claim);
      return false;
    }
    var wanted = spec.recipe().model();
    var model = worker.models().find(new ModelName(wanted.name()));
    if (model.isEmpty() || !model.get().sha256().equals(wanted.sha256())) {
      fail(
          "The model \"%s\" is not here any more as the run needs it (%s…). Put it back and restart the run."
              .formatted(wanted.name(), RecipeFact.brief(wanted.sha256())));
      return false;
    }
    var tries = worker.runs().countTry(claim);
    if (tries > MOST_TRIES) {
      fail(
          "The engine process ended %d times in a row without making a picture."
              .formatted(MOST_TRIES));
      return false;
    }
    return switch (drive(model.get(), missing)) {
      case Outcome.Done _ -> true;
      case Outcome.Died(var reason) -> {
        engine.destroy();
        records.log(reason + " A fresh one continues with the pictures that are missing.");
        yield true;
      }
      case Outcome.Refused(var reason) -> {
        fail(reason);
        yield false;
      }
      case Outcome.Cancelled _ -> {
        records.log("Cancelled with %d pictures.".formatted(complete.size()));
        worker.runs().cancelled(claim);
        yield false;
      }
      case Outcome.Superseded _ -> {
        engine.destroy();
        records.log("Another worker has the run.");
        yield false;
      }
      case Outcome.Stopped _ -> {
        engine.destroy();
        records.log("The worker stops; the run continues when one starts again.");
        worker.runs().release(claim);
        throw new RunWorker.WorkerStops();
      }
    };
  }

  private List<Integer> missing() {
    return IntStream.range(0, spec.prompts().size())
        .filter(index -> !complete.contains(index))
        .boxed()
        .toList();
  }

  private void fail(String reason) {
    var words =
        reason + (records.tail().isEmpty() ? "" : "\n\nThe log ends with:\n" + records.tail());
    records.log("Failed: " + reason);
    worker.runs().fail(claim, words);
  }

  private Outcome drive(Model model, List<Integer> missing) {
    stepsOfAttempt = 0;
    completeBefore = complete.size();
    asked = false;
    pace = null;
    if (engine.start()) {
      records.log("An engine process starts.");
    }
    var load =
        new EngineRequest.Load(
            modelFolder(model), modelOptions(), judge().map(RunAttempt::modelFolder), adapters());
    var generate = generate(missing);
    if (engine.hasLoaded(load)) {
      engine.ready().ifPresent(this::noteEnvironment);
      asked = engine.send(generate);
    } else {
      engine.send(load);
    }
    return listen(load, generate);
  }

  private Outcome listen(EngineRequest.Load load, EngineRequest.Generate generate) {
    var heard = worker.clock().instant();
    Optional<Instant> cancelled = Optional.empty();
    while (true) {
      var message = engine.next(BEAT);
      var now = worker.clock().instant();
      if (message.isPresent()) {
        heard = now;
        var outcome =
            switch (message.get()) {
              case Message.Told(var event) -> told(event, load, generate);
              case Message.Ended(var end) ->
                  Optional.<Outcome>of(new Outcome.Died(end.reason(EngineProcess.CALLED)));
            };
        if (outcome.isPresent()) {
          return outcome.get();
        }
      } else if (Duration.between(heard, now).compareTo(SILENCE) > 0) {
        return new Outcome.Died(
            "The engine process said nothing for %d minutes.".formatted(SILENCE.toMinutes()));
      }
      if (worker.isStopping()) {
        return new Outcome.Stopped();
      }
      if (Duration.between(lastBeat, now).compareTo(BEAT) >= 0) {
        lastBeat = now;
        beat(now);
        if (cancelled.isEmpty() && worker.runs().cancelRequested(run.id())) {
          cancelled = Optional.of(now);
          records.log("Asked to cancel.");
          if (!asked) {
            engine.destroy();
            return new Outcome.Cancelled();
          }
          engine.send(new EngineRequest.Cancel());
        }
      }
      if (cancelled.isPresent()
          && Duration.between(cancelled.get(), now).compareTo(CANCEL_PATIENCE) > 0) {
        engine.destroy();
        return new Outcome.Cancelled();
      }
    }
  }

  /// What an event means for this attempt; empty to go on listening.
  private Optional<Outcome> told(
      EngineEvent event, EngineRequest.Load load, EngineRequest.Generate generate) {
    return switch (event) {
      case EngineEvent.Ready ready -> {
        engine.isReady(ready);
        noteEnvironment(ready);
        yield Optional.empty();
      }
      case EngineEvent.Loaded _ -> {
        engine.loaded(load);
        records.log("%s is loaded.".formatted(spec.recipe().model().name()));
        asked = engine.send(generate);
        yield Optional.empty();
      }
      case EngineEvent.Step(var id, var done, var total) when isOurs(id) -> {
        stepped(done, total);
        yield Optional.empty();
      }
      case EngineEvent.Image image when isOurs(image.run()) ->
          record(image) ? Optional.empty() : Optional.of(new Outcome.Superseded());
      case EngineEvent.Done(var id) when isOurs(id) -> Optional.of(new Outcome.Done());
      case EngineEvent.Cancelled(var id) when isOurs(id) -> Optional.of(new Outcome.Cancelled());
      case EngineEvent.Failed(var reason) -> Optional.of(new Outcome.Refused(reason));
      case EngineEvent.Log(var line) -> {
        records.log("engine: " + line);
        yield Optional.empty();
      }
      case EngineEvent.Step _, EngineEvent.Image _, EngineEvent.Done _, EngineEvent.Cancelled _ ->
          Optional.empty();
    };
  }

  private boolean isOurs(String id) {
    return id.equals(run.id().value());
  }

  private void stepped(int done, int total) {
    if (pace == null) {
      pace = new Pace(worker.clock().instant(), done);
    }
    stepsOfAttempt = done;
    records.step(done, total, complete.size());
  }

  /// Keeps a picture; false if this worker has lost the run.
  private boolean record(EngineEvent.Image image) {
    var index = image.index();
    if (complete.contains(index) || !names.get(index).equals(image.file())) {
      throw new IllegalStateException("the engine made a picture nobody asked for: " + image);
    }
    var sha256 = Sha256.of(SafePath.inside(records.images(), image.file())).hex();
    if (!sha256.equals(image.sha256())) {
      throw new IllegalStateException("a picture is not what the engine wrote: " + image);
    }
    records.log(
        "Picture %d, %s, is complete: %s".formatted(index, image.file(), RecipeFact.brief(sha256)));
    var picture =
        new ImageStore.Picture(
            index,
            image.file(),
            sha256,
            spec.recipe().width(),
            spec.recipe().height(),
            worker.clock().instant(),
            image.reading().map(this::reading));
    return keep(picture);
  }

  private boolean keep(ImageStore.Picture picture) {
    var kept =
        Boolean.TRUE.equals(
            worker
                .transaction()
                .execute(_ -> {
                  var ours = worker.runs().pictureDone(claim);
                  if (ours) {
                    worker.images().insert(run.id(), picture);
                  }
                  return ours;
                }));
    if (kept) {
      complete.add(picture.index());
      worker.progressed(run.id());
    }
    return kept;
  }

  private PartsReading reading(EngineEvent.FaceReading read) {
    return new PartsReading(
        spec.judge(),
        spec.judgeSha256(),
        part(read.eyes()),
        part(read.mouth()),
        part(read.brows()));
  }

  private static PartReading part(EngineEvent.PartReading read) {
    return new PartReading(read.emotion(), read.probability());
  }

  private void beat(Instant now) {
    var done = (long) completeBefore * spec.recipe().steps() + stepsOfAttempt;
    var remaining =
        Optional.ofNullable(pace).flatMap(known -> known.remaining(now, done, spec.work()));
    var share = Math.max((double) done / spec.work(), (double) complete.size() / names.size());
    worker.runs().progress(claim, Math.min(0.999, share), remaining);
    worker.progressed(run.id());
  }

  private void noteEnvironment(EngineEvent.Ready ready) {
    worker
        .runs()
        .environment(
            claim,
            new EngineEnvironment(
                ready.device().replace("()", ""),
                ready.threads(),
                ready.versions(),
                "%s, %s %s"
                    .formatted(
                        Device.host(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"))));
  }

  private Optional<Model> judge() {
    return spec.judge().isEmpty() ? Optional.empty() : Optional.of(worker.models().judge());
  }

  private static EngineRequest.ModelFolder modelFolder(Model model) {
    return new EngineRequest.ModelFolder(model.folder(), model.name().value(), model.sha256());
  }

  private EngineRequest.ModelOptions modelOptions() {
    var asked = spec.recipe();
    return new EngineRequest.ModelOptions(
        asked
            .vae()
            .map(use ->
                worker.models().vaes().stream()
                    .filter(vae -> vae.sha256().equals(use.sha256()))
                    .findFirst()
                    .orElseThrow(() ->
                        new IllegalStateException(
                            "the autoencoder %s is not here any more".formatted(use.name()))))
            .map(
                vae -> new EngineRequest.ModelFolder(vae.file(), vae.name().value(), vae.sha256())),
        asked.prediction(),
        asked.precision());
  }

  /// Where the pictures lie that the conditions name.
  private Map<String, Path> pictures() {
    return spec.recipe().conditions().stream()
        .collect(Collectors.toMap(Condition::sha256, this::picture, (one, _) -> one));
  }

  private Path picture(Condition condition) {
    return switch (condition) {
      case Condition.Start(var image, var sha256, _) ->
          worker
              .picture(ImageId.parse(image), sha256)
              .orElseThrow(() ->
                  new IllegalStateException(
                      "the picture %s is not here any more".formatted(image)));
    };
  }

  private List<EngineRequest.AdapterFile> adapters() {
    var wanted = spec.recipe().adapters().stream().map(AdapterUse::sha256).toList();
    if (wanted.isEmpty()) {
      return List.of();
    }
    return worker.models().adapters().stream()
        .filter(adapter -> wanted.contains(adapter.sha256()))
        .map(adapter ->
            new EngineRequest.AdapterFile(adapter.name().value(), adapter.file(), adapter.sha256()))
        .toList();
  }

  private EngineRequest.Generate generate(List<Integer> missing) {
    return new EngineRequest.Generate(
        run.id().value(),
        records.images(),
        missing.stream().map(this::request).toList(),
        spec.recipe(),
        pictures(),
        EngineRequest.Generate.USUAL_BATCH);
  }

  private EngineRequest.ImageRequest request(int index) {
    var prompt = spec.prompts().get(index);
    return new EngineRequest.ImageRequest(
        index,
        prompt.prompt(),
        prompt.negativePrompt(),
        prompt.cfgScale(),
        prompt.seed(),
        names.get(index),
        Map.of());
  }
}
