package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lab.harmony.diffusion.tensor.Parameter;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.WeightsException;

/// A training's whole state in one file: what continues from it continues exactly.
public final class Checkpoint {

  private static final String STEPS = "steps";
  private static final String NUMBER = "number.";

  private Checkpoint() {}

  /// Writes parameters, optimiser state and moving average, float32; `notes` are the caller's own.
  public static void save(Path file, TrainingState state, Map<String, String> notes) {
    var arrays = new LinkedHashMap<String, NDArray>();
    for (var part : state.parts()) {
      state.weights(part).arrays().forEach((name, array) -> arrays.put(key(part, name), array));
    }
    var metadata = new LinkedHashMap<>(notes);
    metadata.put(STEPS, Long.toString(state.steps()));
    state.numbers().forEach((name, value) -> metadata.put(NUMBER + name, value.toString()));
    SafetensorsWriter.write(file, arrays, SafetensorsWriter.Precision.F32, metadata);
  }

  /// Reads a state with exactly these parameters back.
  ///
  /// @param parts those that the optimiser needs
  public static TrainingState load(
      Path file, List<Parameter> parameters, Set<TrainingState.Part> parts, NDManager manager) {
    var kept = SafetensorsFile.open(file);
    return TrainingState.restore(
        parameters,
        parts,
        steps(kept),
        numbers(kept),
        manager,
        (part, parameter) -> array(kept, part, parameter, manager));
  }

  /// What the caller noted in the file, and the number of steps under `steps`.
  public static Map<String, String> notes(Path file) {
    return SafetensorsFile.open(file).metadata();
  }

  private static NDArray array(
      SafetensorsFile file, TrainingState.Part part, Parameter parameter, NDManager manager) {
    var name = key(part, parameter.name());
    if (!file.contains(name) || !file.shape(name).equals(parameter.shape())) {
      throw new WeightsException(
          "%s should hold %s of shape %s; it was made by another network"
              .formatted(file.path(), name, parameter.shape()));
    }
    return file.float32(name, manager);
  }

  private static Map<String, Double> numbers(SafetensorsFile file) {
    var numbers = new TreeMap<String, Double>();
    file.metadata()
        .forEach((name, value) -> {
          if (name.startsWith(NUMBER)) {
            numbers.put(name.substring(NUMBER.length()), Double.valueOf(value));
          }
        });
    return numbers;
  }

  private static long steps(SafetensorsFile file) {
    var steps = file.metadata().get(STEPS);
    if (steps == null || !steps.matches("\\d{1,18}")) {
      throw new WeightsException(
          "%s is not a training's checkpoint: its number of steps is %s"
              .formatted(file.path(), steps));
    }
    return Long.parseLong(steps);
  }

  private static String key(TrainingState.Part part, String name) {
    return part.name().toLowerCase(Locale.ROOT) + "." + name;
  }
}
