package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import lab.harmony.diffusion.torch.Arguments;
import lab.harmony.diffusion.torch.Script;

/// A network together with its weights: ready to run, as often as wanted.
public final class BoundNetwork implements AutoCloseable {

  private final String name;
  private final List<String> inputs;
  private final Script script;
  private final IValue weights;

  BoundNetwork(String name, List<String> inputs, Script script, List<NDArray> weights) {
    this.name = name;
    this.inputs = inputs;
    this.script = script;
    this.weights = Arguments.list(weights);
  }

  /// Runs in inference mode; the results belong to the manager of the first input.
  public NDList run(NDArray... arguments) {
    return run(arguments[0].getManager(), arguments);
  }

  /// Runs in inference mode; the results belong to `owner`.
  public NDList run(NDManager owner, NDArray... arguments) {
    if (arguments.length != inputs.size()) {
      throw new IllegalArgumentException(
          "%s takes %s, got %d arrays".formatted(name, inputs, arguments.length));
    }
    try (var call = new Arguments().borrow(weights)) {
      for (var argument : arguments) {
        call.add(argument);
      }
      return script.run("forward", false, owner, call);
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
