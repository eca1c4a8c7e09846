package lab.harmony.training.process;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import lab.harmony.design.Percents;
import lab.harmony.diffusion.check.EngineSelfCheck;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.models.Model;
import lab.harmony.models.ModelName;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.training.data.Dataset;
import lab.harmony.training.data.LatentCache;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.training.trainer.Exam;
import lab.harmony.training.trainer.Machine;
import lab.harmony.training.trainer.Trainer;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;

/// Puts together what a training needs, from what a lab keeps.
final class TrainerParts {

  private static final long BETWEEN = 100_000_000; // nanoseconds

  private final DataFolder data;
  private final TrainingOrder order;
  private final TrainingSpec spec;
  private final List<MatrixPrompt> pinned;
  private final PromptLibrary library;
  private final FolderCatalogue catalogue;
  private final Trainer.Listener listener;

  TrainerParts(
      DataFolder data, TrainingOrder order, List<MatrixPrompt> pinned, Trainer.Listener listener) {
    this.pinned = List.copyOf(pinned);
    this.data = data;
    this.order = order;
    this.spec = order.training();
    this.listener = listener;
    this.library = PromptLibrary.load(order.prompts());
    this.catalogue = new FolderCatalogue(data);
    awaitReading();
  }

  private void awaitReading() {
    for (var now = catalogue.beingRead(); !now.isEmpty(); now = catalogue.beingRead()) {
      var first = now.getFirst();
      listener.doing(
          "reading %s for the first time: %s"
              .formatted(first.path().getFileName(), Percents.ofHundred(first.percent())));
      LockSupport.parkNanos(BETWEEN);
    }
  }

  /// @throws IllegalArgumentException if there is no such model, naming those there are
  Trainer trainer() {
    var fixed =
        new MatrixSpec(
            library.templates().getFirst().name(),
            List.of(),
            List.of(),
            List.of(5.0, 7.0, 9.0),
            List.of(42L));
    var judge = catalogue.judge();
    var exam =
        new Exam(
            judge.folder(),
            judge.name().value(),
            judge.sha256(),
            library.matrix(fixed).prompts(),
            pinned);
    var place =
        new Trainer.Place(
            data.trainings().resolve(spec.name().value()),
            new LatentCache(data.latents()),
            exam,
            EngineSelfCheck.in(data.root()),
            Machine.here(),
            Clock.systemUTC());
    return new Trainer(spec, model(), place, listener);
  }

  private Model model() {
    var found =
        catalogue
            .find(new ModelName(spec.model()))
            .orElseThrow(() -> new IllegalArgumentException(catalogue.missing(spec.model())));
    return order.model().map(folder -> in(folder, found)).orElse(found);
  }

  private static Model in(Path folder, Model like) {
    return new Model(
        like.name(),
        folder,
        Sha256.of(folder.resolve("vae/diffusion_pytorch_model.safetensors")).hex(),
        like.description(),
        like.nativeSize());
  }

  /// The pictures of the spec; says of those that cannot be used why not.
  Trainer.TrainingPictures pictures() {
    var dataset = Dataset.read(spec.data().dataset(), library);
    var regularisation = spec.data().regularisation().map(folder -> Dataset.read(folder, library));
    Stream.concat(Stream.of(dataset), regularisation.stream())
        .flatMap(one -> one.unusable().stream())
        .forEach(unusable -> listener.said("%s %s".formatted(unusable.file(), unusable.reason())));
    return new Trainer.TrainingPictures(dataset, regularisation);
  }
}
