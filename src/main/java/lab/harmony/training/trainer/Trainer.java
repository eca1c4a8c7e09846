package lab.harmony.training.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.check.EngineSelfCheck;
import lab.harmony.diffusion.train.LoraData;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.json.Json;
import lab.harmony.models.Model;
import lab.harmony.training.data.Dataset;
import lab.harmony.training.data.Examples;
import lab.harmony.training.data.LatentCache;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.training.records.Estimate;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingRecords;
import lab.harmony.training.records.Wish;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.workspace.AtomicFiles;

/// Trains one LoRA from its spec, from the first step or from where it was stopped or killed.
public final class Trainer {

  /// Hears how a training goes.
  public interface Listener {
    void said(String line);

    /// @param total steps of the whole training
    void step(LoraTraining.Report report, long total, double secondsPerStep);

    /// Hears what is done besides steps: `encoding picture 12 of 417`; nothing for back to steps.
    default void doing(String what) {}

    /// Hears that it has prepared, with how far it is.
    default void running(long steps, long total) {}

    /// Hears that what was asked is done.
    default void done(Wish wish) {}
  }

  /// How a training ended.
  public sealed interface Outcome {
    /// @param adapter the file that was trained
    record Finished(Path adapter, List<Evaluation> evaluations) implements Outcome {}

    /// It was asked to stop, or could not go on for now; run again, it goes on.
    ///
    /// @param reason why it could not go on; empty if it was asked
    record Stopped(long step, String reason) implements Outcome {}

    /// It cannot go on; what to do stands in the reason.
    record Failed(long step, String reason) implements Outcome {}
  }

  /// The pictures to train on.
  ///
  /// @param regularisation what the model should go on drawing as it does
  public record TrainingPictures(Dataset dataset, Optional<Dataset> regularisation) {

    /// Those that are left when some could not be read.
    TrainingPictures without(List<Dataset.Unusable> others) {
      return new TrainingPictures(
          dataset.without(others), regularisation.map(one -> one.without(others)));
    }
  }

  /// The places and tools of a training.
  ///
  /// @param folder of this training alone
  /// @param cache of encoded pictures, which trainings share
  public record Place(
      Path folder,
      LatentCache cache,
      Exam exam,
      EngineSelfCheck engine,
      Machine machine,
      Clock clock) {}

  /// How long a process that trained in the folder before may take to end.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TrainingSpec spec;
  private final Model model;
  private final Place place;
  private final Listener listener;
  private final Stage stage;

  public Trainer(TrainingSpec spec, Model model, Place place, Listener listener) {
    this.spec = spec.on(model);
    this.model = model;
    this.place = place;
    this.listener = listener;
    this.stage = new Stage(listener);
  }

  /// Trains to the end, or until `stop` says so.
  ///
  /// @throws TrainingProblem if the folder holds another training, another process trains in it, or
  ///   a picture cannot be read
  public Outcome run(TrainingPictures pictures, BooleanSupplier stop) {
    stage.begin(stop);
    try (var _ = lock()) {
      keepSpec();
      var engine = place.engine().health();
      if (!engine.canTrain()) {
        listener.said(engine.sentence());
        return new Outcome.Failed(0, engine.sentence());
      }
      return prepared(pictures);
    } catch (CancellationException e) {
      listener.said("Stopped before its first step; run it again to begin.");
      return new Outcome.Stopped(0, "");
    } finally {
      stage.ended();
    }
  }

  /// One whose lab was killed ends by itself, after the step that it is taking.
  private TrainingLock lock() {
    return TrainingLock.await(
        place.folder(),
        place.clock(),
        PATIENCE,
        () -> stage.doing("waiting for the process that trained it before"));
  }

  private Outcome prepared(TrainingPictures pictures) {
    try (var studio = open()) {
      var read = read(pictures, studio);
      return trained(studio, read);
    }
  }

  private Outcome trained(LoraStudio studio, Read read) {
    var pictures = read.pictures();
    try (var training = train(studio, read.data())) {
      requireUsableCheckpoint(training);
      try (var records = new TrainingRecords(place.folder(), training.steps(), place.clock())) {
        var files = pictures.dataset().pictures().stream().map(Dataset.Picture::file).toList();
        var prompts = new FixedPrompts(place, studio, training, spec, records, files, stage);
        return new Session(
                spec, model, place, studio, training, records, prompts, pictures, listener, stage)
            .run();
      }
    }
  }

  /// Asks from another thread, when the process has to end: ends a sitting that is still preparing.
  ///
  /// @return whether the process may end now, for nothing would be lost
  public boolean leave() {
    return stage.leave();
  }

  /// Asks for something from another thread; it is done after the step that is being taken.
  public void ask(Wish wish) {
    stage.ask(wish);
  }

  /// A training that cannot go on does not begin anew: that would lose its records.
  private void requireUsableCheckpoint(LoraTraining training) {
    if (training.steps() == 0 && !training.damaged().isEmpty()) {
      throw new TrainingProblem(
          "the training %s cannot go on, for none of its checkpoints can be used; the newest: %s. Move the folder %s away to begin anew"
              .formatted(spec.name(), training.damaged().getFirst(), place.folder()));
    }
  }

  /// Takes the measure of a training without changing anything of it.
  ///
  /// @throws TrainingProblem if a picture cannot be read
  public Estimate estimate(TrainingPictures pictures) {
    place.engine().requireTraining();
    try (var studio = open();
        var training = train(studio, read(pictures, studio).data())) {
      return ShortTrial.estimate(studio, training, spec, place, stage);
    }
  }

  private LoraStudio open() {
    stage.doing("opening the model " + model.name());
    return LoraStudio.open(
        ModelSource.of(model.folder()).withPrecision(spec.settings().precision()));
  }

  /// What is trained on.
  ///
  /// @param pictures those that could be read
  private record Read(LoraData data, TrainingPictures pictures) {}

  private Read read(TrainingPictures pictures, LoraStudio studio) {
    var examples = new Examples(spec.data(), model, studio, place.cache());
    stage.doing("encoding pictures");
    var found =
        examples.of(
            pictures.dataset(),
            pictures.regularisation(),
            (number, all) -> stage.doing("encoding picture", number, all));
    examples.unusable().stream()
        .map(one -> "%s is left out: it %s".formatted(one.file(), one.reason()))
        .forEach(listener::said);
    listener.said(
        "%d pictures; %d had to be encoded, of the others the encoding was kept."
            .formatted(found.size(), examples.encoded()));
    var words =
        Stream.concat(found.stream().map(one -> one.caption()), Stream.of("")).distinct().toList();
    var data =
        new LoraData(
            found, studio.captions(words, spec.clipSkip(), spec.settings().trainsTextEncoders()));
    return new Read(data, pictures.without(examples.unusable()));
  }

  private LoraTraining train(LoraStudio studio, LoraData data) {
    stage.doing("reading the newest checkpoint");
    return studio.train(
        spec.settings(), data, spec.clipSkip(), place.folder().resolve("checkpoints"));
  }

  /// A folder belongs to one spec; only the number of epochs may grow.
  private void keepSpec() {
    var file = place.folder().resolve("spec.json");
    var text = Json.MAPPER.writeValueAsString(spec.facts(model));
    try {
      if (Files.exists(file)) {
        var before = Json.MAPPER.readTree(Files.readString(file));
        for (var fact : Json.MAPPER.readTree(text).properties()) {
          var was = before.path(fact.getKey());
          if (!fact.getKey().equals("epochs")
              && !was.isMissingNode()
              && !was.equals(fact.getValue())) {
            throw new TrainingProblem(
                "%s holds a training with %s %s, and the spec now says %s; give it another name, or remove that folder"
                    .formatted(
                        place.folder(), fact.getKey(), was.asString(), fact.getValue().asString()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
    AtomicFiles.write(file, text);
  }
}
