package lab.harmony.diffusion.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;

/// The arguments of one call of a script. Each takes a little native memory, given back on close;
/// the arrays behind them stay.
public final class Arguments implements AutoCloseable {

  private final List<IValue> all = new ArrayList<>();
  private final List<IValue> owned = new ArrayList<>();

  /// A list argument that is used in many calls; its maker closes it.
  public static IValue list(List<NDArray> arrays) {
    return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }

  public Arguments borrow(IValue value) {
    all.add(value);
    return this;
  }

  public Arguments add(NDArray array) {
    return own(IValue.from((PtNDArray) array));
  }

  public Arguments add(double number) {
    return own(IValue.from(number));
  }

  public Arguments add(long number) {
    return own(IValue.from(number));
  }

  public Arguments add(long[] numbers) {
    return own(IValue.listFrom(numbers));
  }

  public Arguments add(double[] numbers) {
    return own(IValue.listFrom(numbers));
  }

  IValue[] values() {
    return all.toArray(IValue[]::new);
  }

  private Arguments own(IValue value) {
    owned.add(value);
    return borrow(value);
  }

  @Override
  public void close() {
    owned.forEach(IValue::close);
  }
}
