package lab.harmony.runs.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.engine.EngineEvent;
import lab.harmony.engine.EngineMessages.Message;
import lab.harmony.engine.EngineProcess;
import lab.harmony.engine.EngineRequest;
import lab.harmony.models.Model;
import lab.harmony.models.ModelName;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.EngineEnvironment;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.Run;
import lab.harmony.work.Device;
import lab.harmony.work.JobEnd;
import lab.harmony.work.JobRun;
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

  private final JobRun job;
  private final Run run;
  private final GenerateSpec spec;
  private final RunJournal records;
  private final RunPictures pictures;
  private final RunHandler worker;
  private final WarmEngine engine;

  private @Nullable Pace pace;
  private Instant lastBeat;
  private long stepsOfAttempt;
  private int completeBefore;

  /// Whether the engine has been asked for pictures, beyond loading the model.
  private boolean asked;

  RunAttempt(JobRun job, Run run, RunJournal records, RunPictures pictures, RunHandler worker) {
    this.job = job;
    this.run = run;
    this.spec = run.spec();
    this.records = records;
    this.pictures = pictures;
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

  JobEnd go() {
    records.log("Worker %s takes the run.".formatted(Device.host()));
    pictures.find();
    while (true) {
      // Each turn is one engine process's part.
      var end = step();
      if (end.isPresent()) {
        return end.get();
      }
    }
  }

  /// Empty if another turn is needed.
  private Optional<JobEnd> step() {
    var missing = pictures.missing();
    if (missing.isEmpty()) {
      records.log("All %d pictures are there.".formatted(spec.prompts().size()));
      return Optional.of(new JobEnd.Finished());
    }
    var wanted = spec.recipe().model();
    var model = worker.models().find(new ModelName(wanted.name()));
    if (model.isEmpty() || !model.get().sha256().equals(wanted.sha256())) {
      return failed(
          "The model \"%s\" is not here any more as the run needs it (%s…). Put it back and restart the run."
              .formatted(wanted.name(), RecipeFact.brief(wanted.sha256())));
    }
    var adapter = missingAdapter();
    if (adapter.isPresent()) {
      return failed(adapter.get());
    }
    if (job.countTry() > MOST_TRIES) {
      return failed(
          "The engine process ended %d times in a row without making a picture."
              .formatted(MOST_TRIES));
    }
    return switch (drive(model.get(), missing)) {
      case Outcome.Done _ -> Optional.empty();
      case Outcome.Died(var reason) -> {
        engine.destroy();
        records.log(reason + " A fresh one continues with the pictures that are missing.");
        pictures.takeFound();
        yield Optional.empty();
      }
      case Outcome.Refused(var reason) -> failed(reason);
      case Outcome.Cancelled _ -> {
        records.log("Cancelled with %d pictures.".formatted(pictures.count()));
        yield Optional.of(new JobEnd.Cancelled());
      }
      case Outcome.Superseded _ -> {
        engine.destroy();
        records.log("Another worker has the run.");
        yield Optional.of(new JobEnd.Superseded());
      }
      case Outcome.Stopped _ -> {
        engine.destroy();
        records.log("The worker stops; the run continues when one starts again.");
        yield Optional.of(new JobEnd.Stopped());
      }
    };
  }

  /// Why an adapter cannot be drawn with that the run needs; empty where all are here.
  private Optional<String> missingAdapter() {
    return spec.recipe().adapters().stream()
        .filter(use -> worker.models().adapter(use.name(), use.sha256()).isEmpty())
        .findFirst()
        .map(use ->
            "The adapter \"%s\" is not here any more as the run needs it (%s…): %s. Put it back and restart the run."
                .formatted(
                    use.name(),
                    RecipeFact.brief(use.sha256()),
                    worker.models().adapter(use.name()).isPresent()
                        ? "its file has changed"
                        : worker.models().missingAdapter(use.name())));
  }

  private Optional<JobEnd> failed(String reason) {
    var words =
        reason + (records.tail().isEmpty() ? "" : "\n\nThe log ends with:\n" + records.tail());
    records.log("Failed: " + reason);
    return Optional.of(new JobEnd.Failed(words));
  }

  private Outcome drive(Model model, List<Integer> missing) {
    stepsOfAttempt = 0;
    completeBefore = pictures.count();
    asked = false;
    pace = null;
    if (engine.start()) {
      records.log("An engine process starts.");
    }
    var load = worker.requests().load(spec, model);
    var generate = worker.requests().generate(run, records.images(), missing);
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
      if (job.isStopping()) {
        return new Outcome.Stopped();
      }
      if (Duration.between(lastBeat, now).compareTo(BEAT) >= 0) {
        lastBeat = now;
        beat(now);
        if (cancelled.isEmpty() && job.isCancelRequested()) {
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
          pictures.record(image) ? Optional.empty() : Optional.of(new Outcome.Superseded());
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
    records.step(done, total, pictures.count());
  }

  private void beat(Instant now) {
    var done = (long) completeBefore * spec.recipe().steps() + stepsOfAttempt;
    var remaining =
        Optional.ofNullable(pace).flatMap(known -> known.remaining(now, done, spec.work()));
    var share = Math.max((double) done / spec.work(), (double) pictures.count() / pictures.total());
    job.progress(Math.min(0.999, share), remaining);
  }

  private void noteEnvironment(EngineEvent.Ready ready) {
    var environment =
        new EngineEnvironment(
            ready.device().replace("()", ""),
            ready.threads(),
            ready.versions(),
            "%s, %s %s"
                .formatted(
                    Device.host(), System.getProperty("os.name"), System.getProperty("os.arch")));
    worker
        .transaction()
        .executeWithoutResult(_ -> {
          if (job.isOurs()) {
            worker.runs().environment(run.id(), environment);
          }
        });
  }
}
