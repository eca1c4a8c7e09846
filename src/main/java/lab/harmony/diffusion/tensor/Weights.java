package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import lab.harmony.diffusion.torch.Arguments;
import lab.harmony.diffusion.torch.Script;
import lab.harmony.diffusion.weights.TensorSource;
import lab.harmony.diffusion.weights.WeightsException;

/// What a network has learned: arrays by the checkpoint's own names, on one manager.
public final class Weights implements AutoCloseable {

  private static final String ROUNDING =
      """
        def rounded(self: __torch__.Network, w: List[Tensor]) -> List[Tensor]:
          out = annotate(List[Tensor], [])
          for i in range(torch.len(w)):
            a = torch.append(out, torch.to(w[i], %d))
          return out
      """;

  private final SequencedMap<String, NDArray> arrays;
  private final Runnable release;

  private Weights(SequencedMap<String, NDArray> arrays, Runnable release) {
    this.release = release;
    this.arrays = Collections.unmodifiableSequencedMap(arrays);
  }

  /// Reads the `parameters` of a network, as float32.
  public static Weights read(
      String network, List<Parameter> parameters, TensorSource source, NDManager parent) {
    return read(network, parameters, source, parent, UnaryOperator.identity());
  }

  /// Reads the `parameters` of a network from where some may have an `olderName`.
  public static Weights read(
      String network,
      List<Parameter> parameters,
      TensorSource source,
      NDManager parent,
      UnaryOperator<String> olderName) {
    var manager = parent.newSubManager();
    try {
      var arrays = new LinkedHashMap<String, NDArray>();
      for (var parameter : parameters) {
        var name = found(network, parameter, source, olderName);
        var array = source.float32(name, manager);
        arrays.put(
            parameter.name(),
            array.getShape().equals(parameter.shape()) ? array : array.reshape(parameter.shape()));
      }
      return new Weights(arrays, manager::close);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /// Makes sure that `source` holds all `parameters` of a network in their shapes, without reading
  /// one.
  ///
  /// @return the names under which it keeps them
  /// @throws WeightsException naming the network, the parameter and both shapes
  public static Set<String> requireFit(
      String network,
      List<Parameter> parameters,
      TensorSource source,
      UnaryOperator<String> olderName) {
    var kept = new HashSet<String>();
    for (var parameter : parameters) {
      kept.add(source.kept(found(network, parameter, source, olderName)));
    }
    return kept;
  }

  /// The name by which `source` knows a parameter.
  private static String found(
      String network, Parameter parameter, TensorSource source, UnaryOperator<String> olderName) {
    var older = olderName.apply(parameter.name());
    var name = source.contains(parameter.name()) ? parameter.name() : older;
    var needed = parameter.shape();
    if (!source.contains(name)) {
      throw new WeightsException(
          "%s needs the tensor %s of shape %s; %s does not hold it"
              .formatted(network, parameter.name(), needed, source.origin()));
    }
    // Older files keep 1x1 convolutions where newer ones keep matrices, and the other way round.
    var shape = source.shape(name);
    if (!shape.equals(needed) && !withoutOnes(shape).equals(withoutOnes(needed))) {
      throw new WeightsException(
          "%s needs the tensor %s of shape %s; in %s it has shape %s"
              .formatted(network, name, needed, source.origin(), shape));
    }
    return name;
  }

  private static List<Long> withoutOnes(Shape shape) {
    return Arrays.stream(shape.getShape()).filter(size -> size != 1).boxed().toList();
  }

  /// Fresh weights; equal seeds make equal weights, whatever else is drawn.
  public static Weights initialise(List<Parameter> parameters, long seed, NDManager parent) {
    var manager = parent.newSubManager();
    try (var draw = new Draw(manager)) {
      var arrays = new LinkedHashMap<String, NDArray>();
      for (var parameter : parameters) {
        long own = seed * 1_000_003 + parameter.name().hashCode();
        arrays.put(parameter.name(), draw.initial(parameter, own));
      }
      return new Weights(arrays, manager::close);
    }
  }

  /// Weights that are already arrays; whoever made them closes them.
  public static Weights of(Map<String, NDArray> arrays) {
    return new Weights(new LinkedHashMap<>(arrays), () -> {});
  }

  /// The same numbers in another format. Only for running a network: DJL itself cannot read arrays
  /// of bfloat16.
  public Weights rounded(Precision precision, NDManager parent) {
    var manager = parent.newSubManager();
    var list = Arguments.list(List.copyOf(arrays.values()));
    try (var script = Script.load(ROUNDING.formatted(precision.scalarType()), parent);
        var call = new Arguments().borrow(list)) {
      var rounded = script.run("rounded", true, manager, call).iterator();
      var named = new LinkedHashMap<String, NDArray>();
      arrays.keySet().forEach(name -> named.put(name, rounded.next()));
      return new Weights(named, manager::close);
    } finally {
      list.close();
    }
  }

  /// These and what changes make of some layers, by the layers' names; whoever made the arrays
  /// closes them.
  public Weights with(Map<String, Change> changes) {
    var all = new LinkedHashMap<>(arrays);
    changes.forEach((layer, change) -> all.putAll(change.arrays(layer)));
    return of(all);
  }

  /// All arrays by name.
  public Map<String, NDArray> arrays() {
    return arrays;
  }

  /// Only the arrays whose names start with `prefix`, without it; they stay the property of these
  /// weights.
  public Weights under(String prefix) {
    var selected = new LinkedHashMap<String, NDArray>();
    arrays.forEach((name, array) -> {
      if (name.startsWith(prefix)) {
        selected.put(name.substring(prefix.length()), array);
      }
    });
    return of(selected);
  }

  /// How many numbers these are.
  public long size() {
    return arrays.values().stream().mapToLong(NDArray::size).sum();
  }

  List<NDArray> list(List<Parameter> parameters) {
    return parameters.stream().map(parameter -> array(parameter.name())).toList();
  }

  private NDArray array(String name) {
    var array = arrays.get(name);
    if (array == null) {
      throw new WeightsException("there is no tensor %s among these weights".formatted(name));
    }
    return array;
  }

  @Override
  public void close() {
    release.run();
  }
}
