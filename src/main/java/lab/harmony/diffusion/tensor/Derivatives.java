package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.torch.Arguments;
import lab.harmony.diffusion.torch.Script;

/// A function of its parameters and its gradients, computed as networks compute them: for checking
/// what a machine computes.
public final class Derivatives implements AutoCloseable {

  /// One value from parameters of the scope and from `ids` (n) int64.
  @FunctionalInterface
  public interface Definition {
    Value apply(Scope scope, Value ids);
  }

  private final List<Parameter> parameters;
  private final Script script;

  private Derivatives(List<Parameter> parameters, Script script) {
    this.parameters = parameters;
    this.script = script;
  }

  /// Records `definition` once.
  public static Derivatives compile(
      Convolutions convolutions, NDManager manager, Definition definition) {
    var recording = new Recording(convolutions);
    var scope = new Scope(recording, Map.of(), "");
    var result = definition.apply(scope, recording.input("ids"));
    return new Derivatives(
        recording.parameters(),
        Script.load(
            Gradients.METHODS + Convolutions.METHOD + methods(recording.text(), result.name()),
            manager));
  }

  private static String methods(String lines, String result) {
    return """
      def forward(self: __torch__.Network, w: List[Tensor], seed: int, ids: Tensor) -> List[Tensor]:
    {lines}    return [{result}]
      def gradients(self: __torch__.Network, w: List[Tensor], seed: int, ids: Tensor, weights: Tensor) -> List[Tensor]:
        leaves = annotate(List[Tensor], [])
        for i in range(torch.len(w)):
          a = torch.append(leaves, (self).leaf(w[i]))
        results = (self).forward(leaves, seed, ids)
        y = results[0]
        c = torch.reshape(torch.narrow(weights, 0, 0, torch.numel(y)), torch.size(y))
        return (self).pull([y], [c], leaves)
    """
        .indent(0)
        .replace("{lines}", lines)
        .replace("{result}", result);
  }

  /// In the order of first use.
  public List<Parameter> parameters() {
    return parameters;
  }

  /// The value, in inference mode; it belongs to the manager of `ids`.
  public NDArray value(List<NDArray> arrays, long seed, NDArray ids) {
    try (var list = Arguments.list(arrays);
        var call = new Arguments().borrow(list).add(seed).add(ids)) {
      return script.run("forward", false, ids.getManager(), call).singletonOrThrow();
    }
  }

  /// The gradients, to each parameter, of the sum of all elements of the value, each times one of
  /// `weights` (m, at least as many).
  public NDList gradients(List<NDArray> arrays, long seed, NDArray ids, NDArray weights) {
    try (var list = Arguments.list(arrays);
        var call = new Arguments().borrow(list).add(seed).add(ids).add(weights)) {
      return script.run("gradients", true, ids.getManager(), call);
    }
  }

  @Override
  public void close() {
    script.close();
  }
}
