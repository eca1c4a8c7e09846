package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/// An input array of fixed shape that is filled anew for every step: the buffer is the array's own
/// memory, so a long training allocates nothing. On the CPU only.
public final class Batch {

  private final ByteBuffer memory;
  private final NDArray array;

  private Batch(NDManager manager, DataType type, long... shape) {
    if (manager.getDevice().isGpu()) {
      throw new IllegalArgumentException("a batch needs a manager on the CPU");
    }
    var dimensions = new Shape(shape);
    int bytes = Math.toIntExact(dimensions.size() * type.getNumOfBytes());
    this.memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    this.array = manager.create(memory, dimensions, type);
  }

  public static Batch floats(NDManager manager, long... shape) {
    return new Batch(manager, DataType.FLOAT32, shape);
  }

  public static Batch longs(NDManager manager, long... shape) {
    return new Batch(manager, DataType.INT64, shape);
  }

  /// Where to put the next step's numbers, row-major.
  public FloatBuffer floats() {
    return memory.duplicate().order(ByteOrder.nativeOrder()).clear().asFloatBuffer();
  }

  /// Where to put the next step's whole numbers, row-major.
  public LongBuffer longs() {
    return memory.duplicate().order(ByteOrder.nativeOrder()).clear().asLongBuffer();
  }

  /// The array over this memory.
  public NDArray array() {
    return array;
  }
}
