package lab.harmony.diffusion.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SequencedSet;
import java.util.function.Function;
import lab.harmony.diffusion.weights.TensorSource;

/// The parameters of one network in a file with original names.
///
/// @param places where each parameter lies
record OriginalTensors(TensorSource file, Function<String, Original> places)
    implements TensorSource {

  @Override
  public boolean contains(String name) {
    return file.contains(places.apply(name).name());
  }

  @Override
  public Shape shape(String name) {
    var original = places.apply(name);
    var shape = file.shape(original.name());
    return switch (original.part()) {
      case WHOLE -> shape;
      case TRANSPOSED -> new Shape(shape.get(1), shape.get(0));
      case QUERY, KEY, VALUE -> {
        var dimensions = shape.getShape().clone();
        dimensions[0] /= 3;
        yield new Shape(dimensions);
      }
    };
  }

  @Override
  public NDArray float32(String name, NDManager manager) {
    var original = places.apply(name);
    if (original.part() == Original.Part.WHOLE) {
      return file.float32(original.name(), manager);
    }
    try (var scope = manager.newSubManager()) {
      var whole = file.float32(original.name(), scope);
      var third = shape(name).get(0);
      var part =
          switch (original.part()) {
            case WHOLE -> whole;
            case TRANSPOSED -> whole.transpose();
            case QUERY -> whole.get("0:" + third);
            case KEY -> whole.get(third + ":" + 2 * third);
            case VALUE -> whole.get(2 * third + ":" + 3 * third);
          };
      var copy = part.duplicate();
      copy.attach(manager);
      return copy;
    }
  }

  @Override
  public SequencedSet<String> names() {
    return file.names();
  }

  @Override
  public String kept(String name) {
    return places.apply(name).name();
  }

  @Override
  public String origin() {
    return file.origin();
  }
}
