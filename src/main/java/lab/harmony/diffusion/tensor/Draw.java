package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import lab.harmony.diffusion.torch.Arguments;
import lab.harmony.diffusion.torch.Script;

/// Random numbers from torch's own CPU generator, one per call: the same seed gives the same
/// numbers as `torch.Generator().manual_seed(seed)` does in Python.
public final class Draw implements AutoCloseable {

  private static final String METHODS =
      """
        def normal(self: __torch__.Network, seed: int, shape: List[int], count: int) -> List[Tensor]:
          g = torch.Generator(device=torch.device("cpu"))
          g0 = torch.manual_seed(g, seed)
          out = annotate(List[Tensor], [])
          for i in range(count):
            out0 = torch.append(out, torch.randn(shape, generator=g, dtype=6, layout=None, device=torch.device("cpu"), pin_memory=False))
          return out
        def uniform(self: __torch__.Network, seed: int, shape: List[int], bound: float) -> List[Tensor]:
          g = torch.Generator(device=torch.device("cpu"))
          g0 = torch.manual_seed(g, seed)
          x = torch.rand(shape, generator=g, dtype=6, layout=None, device=torch.device("cpu"), pin_memory=False)
          return [torch.sub(torch.mul(x, torch.mul(bound, 2.)), bound)]
      """;

  private final NDManager manager;
  private final Script script;

  /// Draws that belong to `manager`.
  public Draw(NDManager manager) {
    this.manager = manager;
    this.script = Script.load(METHODS, manager);
  }

  /// `count` standard normal arrays, one after the other from one generator.
  public NDList normal(long seed, int count, long... shape) {
    try (var call = new Arguments().add(seed).add(shape).add((long) count)) {
      return script.run("normal", true, manager, call);
    }
  }

  NDArray initial(Parameter parameter, long seed) {
    var shape = parameter.shape();
    return switch (parameter.initial()) {
      case Initial.Constant(double value) -> manager.full(shape, (float) value);
      case Initial.Normal(double deviation) ->
          onDevice(normal(seed, 1, shape.getShape()).singletonOrThrow().muli(deviation));
      case Initial.Uniform(double bound) -> onDevice(uniform(seed, bound, shape));
    };
  }

  /// Drawn on the CPU, whatever the device: so a seed means the same numbers everywhere.
  private NDArray onDevice(NDArray drawn) {
    return drawn.toDevice(manager.getDevice(), false);
  }

  private NDArray uniform(long seed, double bound, Shape shape) {
    try (var call = new Arguments().add(seed).add(shape.getShape()).add(bound)) {
      return script.run("uniform", true, manager, call).singletonOrThrow();
    }
  }

  @Override
  public void close() {
    script.close();
  }
}
