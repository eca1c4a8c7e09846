package lab.harmony.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.diffusion.check.EngineSelfCheck;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.models.Model;
import lab.harmony.models.ModelName;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.training.Exam;
import lab.harmony.training.Machine;
import lab.harmony.training.Trainer;
import lab.harmony.training.TrainingSpec;
import lab.harmony.training.data.Dataset;
import lab.harmony.training.data.LatentCache;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.work.process.DeviceTurn;
import lab.harmony.workspace.DataFolder;

/// Puts together what a training on the command line needs.
final class Trainings {

  private final DataFolder data;
  private final PromptLibrary library;
  private final FolderCatalogue catalogue;
  private final PrintWriter err;

  /// @param prompts the folder of the prompt library
  Trainings(DataFolder data, Path prompts, PrintWriter err) {
    this.data = data;
    this.library = PromptLibrary.load(prompts);
    this.catalogue = new FolderCatalogue(data);
    this.err = err;
    ModelsCommand.awaitReading(catalogue, err);
  }

  /// @throws IllegalArgumentException if there is no such model, naming those there are
  Model model(String name) {
    return catalogue
        .find(new ModelName(name))
        .orElseThrow(() -> new IllegalArgumentException(catalogue.missing(name)));
  }

  /// The folder of a training.
  Path folder(TrainingSpec spec) {
    return data.trainings().resolve(spec.name().value());
  }

  Trainer trainer(TrainingSpec spec, Model model, Trainer.Listener listener) {
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
            judge.folder(), judge.name().value(), judge.sha256(), library.matrix(fixed).prompts());
    var place =
        new Trainer.Place(
            folder(spec),
            new LatentCache(data.latents()),
            exam,
            EngineSelfCheck.in(data.root()),
            Machine.here(),
            () -> DeviceTurn.on(data.root(), DeviceSettings.standard().name()),
            Clock.systemUTC());
    return new Trainer(spec, model, place, listener);
  }

  /// The pictures of a spec; says of those that cannot be used why not.
  Trainer.Pictures pictures(TrainingSpec spec) {
    var dataset = Dataset.read(spec.data().dataset(), library);
    var regularisation = spec.data().regularisation().map(folder -> Dataset.read(folder, library));
    Stream.concat(Stream.of(dataset), regularisation.stream())
        .flatMap(one -> one.unusable().stream())
        .forEach(unusable -> {
          err.println("%s %s".formatted(unusable.file(), unusable.reason()));
          err.flush();
        });
    return new Trainer.Pictures(dataset, regularisation);
  }
}
