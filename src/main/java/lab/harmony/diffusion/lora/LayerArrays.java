package lab.harmony.diffusion.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import lab.harmony.diffusion.checkpoint.AdapterName.Role;

/// The numbers that an adapter has for one layer, as float32, in the shapes that the layer's kind
/// takes.
///
/// r is the rank; in, out and k×k are the layer's.
///
/// @param owner owns the arrays
record LayerArrays(LayerChange change, NDManager owner) {

  /// What LyCORIS adds to a length before it divides by it.
  private static final float EPSILON = Math.ulp(1f);

  /// (r, in), or (r, in, k, k) for a convolution; with what stands between the matrices in it.
  NDArray down() {
    var down = array(Role.DOWN);
    var weights = change.weights();
    long rank = down.getShape().get(0);
    if (!change.has(Role.MIDDLE)) {
      return down.reshape(change.isConvolution() ? with(weights, rank) : new Shape(rank, -1));
    }
    // Tucker: Σ_j middle[i, j, y, x] · down[j, c]
    var middle = array(Role.MIDDLE);
    long upper = middle.getShape().get(0);
    var product =
        middle
            .transpose(0, 2, 3, 1)
            .reshape(-1, rank)
            .matMul(down.reshape(rank, -1)); // (r · k · k, in)
    return product
        .reshape(upper, weights.get(2), weights.get(3), weights.get(1))
        .transpose(0, 3, 1, 2); // (r, in, k, k)
  }

  /// (out, r), or (out, r, 1, 1), without the scale.
  NDArray up() {
    var up = array(Role.UP);
    long out = up.getShape().get(0);
    long rank = up.getShape().get(1);
    return up.reshape(change.isConvolution() ? new Shape(out, rank, 1, 1) : new Shape(out, rank));
  }

  /// scale · up · down in the shape of the weights.
  NDArray product() {
    var up = up();
    long out = up.getShape().get(0);
    var down = down();
    return up.reshape(out, -1)
        .matMul(down.reshape(down.getShape().get(0), -1))
        .mul((float) change.scale())
        .reshape(change.weights());
  }

  /// What DoRA multiplies the rows or columns of `weights` by, which are the model's with the
  /// product: the lengths they shall have, divided by those they have. (out, 1, …) or (1, in, 1, …)
  NDArray gain(NDArray weights) {
    int kept = change.ofInput() ? 1 : 0;
    var others = new int[weights.getShape().dimension() - 1];
    for (int i = 0, axis = 0; axis <= others.length; axis++) {
      if (axis != kept) {
        others[i++] = axis;
      }
    }
    var lengths = weights.square().sum(others, true).sqrt();
    if (change.has(Role.DORA_SCALE)) {
      lengths = lengths.add(EPSILON);
    }
    var wanted = array(change.has(Role.MAGNITUDE) ? Role.MAGNITUDE : Role.DORA_SCALE);
    return wanted.reshape(lengths.getShape()).div(lengths);
  }

  /// What is added to the weights, in their shape.
  NDArray difference() {
    return array(Role.DIFFERENCE).reshape(change.weights());
  }

  /// What is added to the bias at the weight 1; (out).
  NDArray bias() {
    var sum = owner.zeros(new Shape(change.weights().get(0)));
    if (change.has(Role.UP_BIAS)) {
      sum = sum.add(array(Role.UP_BIAS).flatten().mul((float) change.scale()));
    }
    return change.has(Role.BIAS_DIFFERENCE) ? sum.add(array(Role.BIAS_DIFFERENCE).flatten()) : sum;
  }

  private NDArray array(Role role) {
    return change.tensors().file().float32(change.tensors().name(role).orElseThrow(), owner);
  }

  private static Shape with(Shape weights, long first) {
    var shape = weights.getShape().clone();
    shape[0] = first;
    return new Shape(shape);
  }
}
