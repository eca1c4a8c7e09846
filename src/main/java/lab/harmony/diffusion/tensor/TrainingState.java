package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/// What a training changes: the parameters, Adam's two moments of their gradients, the moving
/// average of the parameters, and how many steps were taken.
public final class TrainingState implements AutoCloseable {

  /// The four arrays there are for each parameter.
  public enum Part {
    PARAMETER,
    FIRST_MOMENT,
    SECOND_MOMENT,
    AVERAGE
  }

  private final NDManager manager;
  private final List<Parameter> parameters;
  private final Map<Part, List<NDArray>> arrays = new LinkedHashMap<>();
  private final Map<Part, IValue> lists = new LinkedHashMap<>();
  private long steps;

  private TrainingState(
      NDManager manager,
      List<Parameter> parameters,
      long steps,
      BiFunction<Part, Parameter, NDArray> source) {
    this.manager = manager;
    this.parameters = parameters;
    this.steps = steps;
    for (var part : Part.values()) {
      var ofPart = new ArrayList<NDArray>();
      for (var parameter : parameters) {
        var array = source.apply(part, parameter);
        array.attach(manager);
        NDScope.unregister(array);
        ofPart.add(array);
      }
      arrays.put(part, ofPart);
      lists.put(part, Arguments.list(ofPart));
    }
    values(Part.PARAMETER).forEach(array -> array.setRequiresGradient(true));
  }

  /// The state before the first step; equal seeds make equal states.
  public static TrainingState initialise(List<Parameter> parameters, long seed, NDManager parent) {
    try (var weights = Weights.initialise(parameters, seed, parent)) {
      return from(weights, parameters, parent);
    }
  }

  /// The state before the first step from given weights, which are copied.
  public static TrainingState from(Weights weights, List<Parameter> parameters, NDManager parent) {
    var start = new LinkedHashMap<String, NDArray>();
    var values = weights.list(parameters);
    for (int i = 0; i < parameters.size(); i++) {
      start.put(parameters.get(i).name(), values.get(i));
    }
    return new TrainingState(
        parent.newSubManager(),
        parameters,
        0,
        (part, parameter) -> {
          var value = Objects.requireNonNull(start.get(parameter.name()));
          return switch (part) {
            case PARAMETER, AVERAGE -> value.duplicate();
            case FIRST_MOMENT, SECOND_MOMENT -> value.zerosLike();
          };
        });
  }

  /// A state that was kept somewhere; the arrays of `source` are copied.
  public static TrainingState restore(
      List<Parameter> parameters,
      long steps,
      NDManager parent,
      BiFunction<Part, Parameter, NDArray> source) {
    return new TrainingState(
        parent.newSubManager(),
        parameters,
        steps,
        (part, parameter) -> source.apply(part, parameter).duplicate());
  }

  public long steps() {
    return steps;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  /// The parameters as they are now; they change with every step.
  public Weights weights() {
    return weights(Part.PARAMETER);
  }

  /// The moving average of the parameters: what to keep and to draw with.
  public Weights average() {
    return weights(Part.AVERAGE);
  }

  /// One of the four sets of arrays, by the parameters' names.
  public Weights weights(Part part) {
    var named = new LinkedHashMap<String, NDArray>();
    for (int i = 0; i < parameters.size(); i++) {
      named.put(parameters.get(i).name(), values(part).get(i));
    }
    return Weights.of(named);
  }

  IValue list(Part part) {
    return Objects.requireNonNull(lists.get(part));
  }

  NDManager manager() {
    return manager;
  }

  void countStep() {
    steps++;
  }

  private List<NDArray> values(Part part) {
    return Objects.requireNonNull(arrays.get(part));
  }

  @Override
  public void close() {
    lists.values().forEach(IValue::close);
    manager.close();
  }
}
