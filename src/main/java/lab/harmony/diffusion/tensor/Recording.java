package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The lines of TorchScript that a network's function has written so far, and its parameters in the
/// order of first use.
final class Recording {

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Value> parameterValues = new LinkedHashMap<>();
  private final Convolutions convolutions;
  private int random;

  Recording(Convolutions convolutions) {
    this.convolutions = convolutions;
  }

  /// How convolutions are written.
  Convolutions convolutions() {
    return convolutions;
  }

  /// `name = expression`
  ///
  /// @param kind of what it gives
  record Line(String name, String expression, Kind kind) {

    enum Kind {
      TENSOR,
      LIST,
      PARAMETER
    }

    String text() {
      return "    %s = %s\n".formatted(name, expression);
    }
  }

  /// Writes `name = expression` under a new name.
  Value record(String expression) {
    return record(expression, Line.Kind.TENSOR);
  }

  /// The same for an expression that gives a list of tensors.
  Value recordList(String expression) {
    return record(expression, Line.Kind.LIST);
  }

  private Value record(String expression, Line.Kind kind) {
    var name = "v" + lines.size();
    lines.add(new Line(name, expression, kind));
    return new Value(this, name);
  }

  Value input(String name) {
    return new Value(this, name);
  }

  /// A number for the next thing that is drawn at random, so that no two draw the same.
  int nextRandom() {
    return random++;
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
        name, _ -> record("w[%d]".formatted(parameterValues.size()), Line.Kind.PARAMETER));
  }

  /// The place of the first parameter whose name starts so, or of the next one that is used.
  int firstUnder(String prefix) {
    int place = 0;
    for (var name : parameters.keySet()) {
      if (name.startsWith(prefix)) {
        return place;
      }
      place++;
    }
    return place;
  }

  List<Parameter> parameters() {
    return new ArrayList<>(parameters.values());
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  String text() {
    return lines.stream().map(Line::text).collect(Collectors.joining());
  }
}
