package lab.harmony.training.process;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.json.Json;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.training.spec.SpecFile;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.work.Job;
import tools.jackson.core.JacksonException;

/// What is to be trained, or measured, as it was when somebody asked for it.
///
/// @param file of the spec; its folders lie beside it
/// @param spec what stood in it then
/// @param epochs instead of the spec's, for going on with more
/// @param prompts the folder of the prompt library
/// @param threads for each operation, instead of the device's
/// @param model the folder of the model, where it is none of the catalogue's
/// @param key of everything that decides what a training takes, where it is to be measured and kept
public record TrainingOrder(
    Path file,
    String spec,
    OptionalInt epochs,
    Path prompts,
    OptionalInt threads,
    Optional<Path> model,
    Optional<String> key) {

  private static final int FORMAT = 1;

  /// The training of a spec as it is now.
  ///
  /// @throws TrainingProblem if the file cannot be read
  public static TrainingOrder of(Path file, Path prompts) {
    var place = file.toAbsolutePath().normalize();
    return new TrainingOrder(
        place,
        SpecFile.text(place),
        OptionalInt.empty(),
        prompts.toAbsolutePath().normalize(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public TrainingOrder withEpochs(OptionalInt all) {
    return new TrainingOrder(file, spec, all, prompts, threads, model, key);
  }

  /// The same as if the spec lay elsewhere: what it names lies beside it there.
  public TrainingOrder at(Path place) {
    return new TrainingOrder(place, spec, epochs, prompts, threads, model, key);
  }

  public TrainingOrder withPrompts(Path folder) {
    return new TrainingOrder(file, spec, epochs, folder, threads, model, key);
  }

  public TrainingOrder withThreads(OptionalInt number) {
    return new TrainingOrder(file, spec, epochs, prompts, number, model, key);
  }

  /// @param folder of a model that is none of the catalogue's
  public TrainingOrder withModel(Path folder) {
    return new TrainingOrder(file, spec, epochs, prompts, threads, Optional.of(folder), key);
  }

  public TrainingOrder keptFor(String all) {
    return new TrainingOrder(file, spec, epochs, prompts, threads, model, Optional.of(all));
  }

  /// @throws TrainingProblem naming everything that is wrong with the spec
  public TrainingSpec training() {
    var read = TrainingSpec.read(file, spec);
    return epochs.isPresent() ? read.withEpochs(epochs.getAsInt()) : read;
  }

  public Job.Order order() {
    return new Job.Order(FORMAT, Json.MAPPER.writeValueAsString(this));
  }

  /// @throws TrainingProblem if a later version wrote it
  public static TrainingOrder of(Job job) {
    try {
      return Json.MAPPER.readValue(job.order().text(), TrainingOrder.class);
    } catch (JacksonException e) {
      throw new TrainingProblem(
          "what %s asks for, in format %d, cannot be read by this version"
              .formatted(job.id(), job.order().format()),
          e);
    }
  }
}
