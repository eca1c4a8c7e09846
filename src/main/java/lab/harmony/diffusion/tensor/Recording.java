package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lines of TorchScript that a network's function has written so far, and its parameters in the
/// order of first use.
final class Recording {

  private final StringBuilder lines = new StringBuilder();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Value> parameterValues = new LinkedHashMap<>();
  private int values;

  /// Writes `name = expression` under a new name.
  Value record(String expression) {
    var name = "v" + values++;
    lines.append("    ").append(name).append(" = ").append(expression).append('\n');
    return new Value(this, name);
  }

  Value input(String name) {
    return new Value(this, name);
  }

  /// The parameter of that name; asking twice gives the same one.
  Value parameter(String name, Shape shape, Initial initial) {
    var known = parameters.get(name);
    if (known != null && !known.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "parameter %s is asked for as %s and as %s".formatted(name, known.shape(), shape));
    }
    parameters.putIfAbsent(name, new Parameter(name, shape, initial));
    return parameterValues.computeIfAbsent(
        name, _ -> record("w[%d]".formatted(parameterValues.size())));
  }

  List<Parameter> parameters() {
    return new ArrayList<>(parameters.values());
  }

  String lines() {
    return lines.toString();
  }
}
