package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.IValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import lab.harmony.diffusion.torch.Arguments;

/// What a training changes: the parameters, what its optimiser remembers of their gradients, the
/// moving average of the parameters, and how many steps were taken.
///
/// Between two steps this is everything: gradients are gathered within a step only.
public final class TrainingState implements AutoCloseable {

  /// The arrays there may be for each parameter.
  public enum Part {
    PARAMETER,
    FIRST_MOMENT,
    SECOND_MOMENT,
    AVERAGE,
    /// The parameter before the first step.
    START,
    /// Of the gradients, weighted and with decay.
    GRADIENT_SUM
  }

  private final NDManager manager;
  private final List<Parameter> parameters;
  private final Map<Part, List<NDArray>> arrays = new LinkedHashMap<>();
  private final Map<Part, IValue> lists = new LinkedHashMap<>();
  private final List<NDArray> gathered;
  private final IValue gradients;
  private final Map<String, Double> numbers = new TreeMap<>();
  private long steps;

  private TrainingState(
      NDManager manager,
      List<Parameter> parameters,
      Set<Part> parts,
      long steps,
      BiFunction<Part, Parameter, NDArray> source) {
    this.manager = manager;
    this.parameters = parameters;
    this.steps = steps;
    for (var part : new TreeSet<>(parts)) {
      var ofPart =
          parameters.stream().map(parameter -> kept(source.apply(part, parameter))).toList();
      arrays.put(part, ofPart);
      lists.put(part, Arguments.list(ofPart));
    }
    gathered = values(Part.PARAMETER).stream().map(array -> kept(array.zerosLike())).toList();
    gradients = Arguments.list(gathered);
    values(Part.PARAMETER).forEach(array -> array.setRequiresGradient(true));
  }

  private NDArray kept(NDArray array) {
    array.attach(manager);
    NDScope.unregister(array);
    return array;
  }

  /// The state before the first step; equal seeds make equal states.
  ///
  /// @param parts those that the optimiser needs
  public static TrainingState initialise(
      List<Parameter> parameters, Set<Part> parts, long seed, NDManager parent) {
    try (var weights = Weights.initialise(parameters, seed, parent)) {
      return from(weights, parameters, parts, parent);
    }
  }

  /// The state before the first step from given weights, which are copied.
  public static TrainingState from(
      Weights weights, List<Parameter> parameters, Set<Part> parts, NDManager parent) {
    var start = new LinkedHashMap<String, NDArray>();
    var values = weights.list(parameters);
    for (int i = 0; i < parameters.size(); i++) {
      start.put(parameters.get(i).name(), values.get(i));
    }
    return new TrainingState(
        parent.newSubManager(),
        parameters,
        parts,
        0,
        (part, parameter) -> {
          var value = Objects.requireNonNull(start.get(parameter.name()));
          return switch (part) {
            case PARAMETER, AVERAGE, START -> value.duplicate();
            case FIRST_MOMENT, SECOND_MOMENT, GRADIENT_SUM -> value.zerosLike();
          };
        });
  }

  /// A state that was kept somewhere; the arrays of `source` are copied.
  public static TrainingState restore(
      List<Parameter> parameters,
      Set<Part> parts,
      long steps,
      Map<String, Double> numbers,
      NDManager parent,
      BiFunction<Part, Parameter, NDArray> source) {
    var state =
        new TrainingState(
            parent.newSubManager(),
            parameters,
            parts,
            steps,
            (part, parameter) -> source.apply(part, parameter).duplicate());
    state.numbers.putAll(numbers);
    return state;
  }

  public long steps() {
    return steps;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  /// Numbers that belong to the state besides the arrays, by name.
  public Map<String, Double> numbers() {
    return Map.copyOf(numbers);
  }

  /// The number of that name, or what it is before the first step.
  public double number(String name, double otherwise) {
    return numbers.getOrDefault(name, otherwise);
  }

  public void keepNumber(String name, double value) {
    numbers.put(name, value);
  }

  /// The parts that this state has.
  public Set<Part> parts() {
    return arrays.keySet();
  }

  /// The parameters as they are now; they change with every step.
  public Weights weights() {
    return weights(Part.PARAMETER);
  }

  /// The moving average of the parameters: what to keep and to draw with.
  public Weights average() {
    return weights(Part.AVERAGE);
  }

  /// One of the sets of arrays, by the parameters' names.
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

  /// What a step has gathered so far, in the order of the parameters.
  List<NDArray> gathered() {
    return gathered;
  }

  IValue gradients() {
    return gradients;
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
    gradients.close();
    manager.close();
  }
}
