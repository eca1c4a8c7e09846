package lab.harmony.diffusion.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/// Takes weights out of the number format that a network runs in, and puts others into it. DJL
/// itself cannot do it with bfloat16.
public final class NumberFormats implements AutoCloseable {

  private static final String SCRIPT =
      """
        def wide(self: __torch__.Network, x: Tensor) -> List[Tensor]:
          return [torch.clone(torch.to(x, 6))]
        def like(self: __torch__.Network, x: Tensor, other: Tensor) -> List[Tensor]:
          return [torch.type_as(x, other)]
      """;

  private final Script script;

  public NumberFormats(NDManager manager) {
    this.script = Script.load(SCRIPT, manager);
  }

  /// A float32 copy in `owner`.
  public NDArray wide(NDArray array, NDManager owner) {
    try (var call = new Arguments().add(array)) {
      return script.run("wide", true, owner, call).singletonOrThrow();
    }
  }

  /// `array` in `owner`, in the number format of `other`.
  public NDArray like(NDArray array, NDArray other, NDManager owner) {
    if (other.getDataType() == DataType.FLOAT32) {
      array.attach(owner);
      return array;
    }
    try (var call = new Arguments().add(array).add(other)) {
      return script.run("like", true, owner, call).singletonOrThrow();
    }
  }

  @Override
  public void close() {
    script.close();
  }
}
