package lab.harmony.diffusion.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import lab.harmony.diffusion.checkpoint.AdapterName.Role;
import lab.harmony.diffusion.tensor.Change;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.NumberFormats;

/// What all adapters together make of one layer with the weights W: each is worked out against W
/// alone, and the sum does not depend on their order.
///
/// Where it can be, W stays as it is: matrices of all adapters are joined along the rank, with
/// weight · scale in the upper one, and DoRA becomes a factor for each output or input. Only whole
/// differences, or DoRA of both kinds at once, need weights of the layer's size.
///
/// The weight w of an adapter counts as in the program that made the file. PEFT's DoRA is `m / ‖W +
/// wΔ‖ · (W + wΔ)` with Δ = scale · up · down (Liu et al. 2024; peft `DoraLinearLayer`); for
/// LyCORIS' `dora_scale` it is `W + w (m / ‖W + Δ‖ · (W + Δ) − W)`, as ComfyUI and AUTOMATIC1111
/// have it.
record LayerSum(String layer, List<Share> shares, Weights base, NumberFormats formats) {

  /// An adapter's part, with its weight.
  record Share(LayerChange change, double weight) {

    /// The weight that counts inside the length of DoRA.
    double inner() {
      return change.has(Role.MAGNITUDE) ? weight : 1;
    }

    /// The weight that counts outside.
    double outer() {
      return change.has(Role.MAGNITUDE) ? 1 : weight;
    }
  }

  /// @param owner owns the arrays of the change
  Change change(NDManager owner) {
    try (var scope = owner.newSubManager()) {
      var replaced = new HashMap<String, NDArray>();
      var added = biases(scope);
      var bias = Optional.<NDArray>empty();
      if (added.isPresent()) {
        var own = base.arrays().get(layer + ".bias");
        if (own == null) {
          bias = Optional.of(kept(asOutput(added.get()), owner));
        } else {
          var sum = formats.wide(own, scope).add(added.get());
          replaced.put("bias", formats.like(sum, own, owner));
        }
      }
      if (needsWeights()) {
        var own = weights();
        replaced.put("weight", formats.like(sum(formats.wide(own, scope), scope), own, owner));
        return new Change(Optional.empty(), Optional.empty(), bias, replaced);
      }
      return factors(bias, replaced, scope, owner);
    }
  }

  private boolean needsWeights() {
    return any(change -> change.has(Role.DIFFERENCE))
        || any(change -> change.hasMagnitude() && change.ofInput())
            && any(change -> change.hasMagnitude() && !change.ofInput());
  }

  /// W with everything that is added to it.
  private NDArray sum(NDArray weights, NDManager scope) {
    var sum = weights;
    for (var share : shares) {
      var arrays = new LayerArrays(share.change, scope);
      if (share.change.has(Role.DOWN)) {
        sum = sum.add(product(share, arrays, weights));
      }
      if (share.change.has(Role.DIFFERENCE)) {
        sum = sum.add(arrays.difference().mul((float) share.weight));
      }
    }
    return sum;
  }

  private static NDArray product(Share share, LayerArrays arrays, NDArray weights) {
    var product = arrays.product().mul((float) share.inner());
    if (!share.change.hasMagnitude()) {
      return product.mul((float) share.outer());
    }
    var moved = weights.add(product);
    return moved.mul(arrays.gain(moved)).sub(weights).mul((float) share.outer());
  }

  private Change factors(
      Optional<NDArray> bias, Map<String, NDArray> replaced, NDManager scope, NDManager owner) {
    var downs = new NDList();
    var ups = new NDList();
    var gains = new NDList();
    for (var share : shares) {
      var change = share.change;
      if (change.has(Role.DOWN)) {
        var arrays = new LayerArrays(change, scope);
        var down = arrays.down();
        var up = arrays.up().mul((float) (share.weight * change.scale()));
        if (change.hasMagnitude()) {
          var weights = formats.wide(weights(), scope);
          var gain = arrays.gain(weights.add(arrays.product().mul((float) share.inner())));
          gains.add(gain.sub(1).mul((float) share.outer()));
          if (change.ofInput()) {
            down = down.mul(gain);
          } else {
            up = up.mul(gain);
          }
        }
        downs.add(down);
        ups.add(up);
      }
    }
    var matrices =
        downs.isEmpty()
            ? Optional.<Change.Matrices>empty()
            : Optional.of(
                new Change.Matrices(
                    kept(NDArrays.concat(downs, 0), owner), kept(NDArrays.concat(ups, 1), owner)));
    return new Change(matrices, gain(gains, owner), bias, replaced);
  }

  private Optional<Change.Gain> gain(NDList gains, NDManager owner) {
    return gains.stream()
        .reduce(NDArray::add)
        .map(sum ->
            new Change.Gain(
                any(change -> change.hasMagnitude() && change.ofInput()),
                kept(asOutput(sum.add(1).flatten()), owner)));
  }

  private Optional<NDArray> biases(NDManager scope) {
    return shares.stream()
        .filter(share -> share.change.has(Role.UP_BIAS) || share.change.has(Role.BIAS_DIFFERENCE))
        .map(share -> new LayerArrays(share.change, scope).bias().mul((float) share.weight))
        .reduce(NDArray::add);
  }

  /// (n), or (1, n, 1, 1) where the layer is a convolution.
  private NDArray asOutput(NDArray array) {
    return shares.getFirst().change.isConvolution() ? array.reshape(1, -1, 1, 1) : array;
  }

  private boolean any(Predicate<LayerChange> test) {
    return shares.stream().map(Share::change).anyMatch(test);
  }

  private NDArray weights() {
    return Objects.requireNonNull(base.arrays().get(layer + ".weight"), layer);
  }

  private static NDArray kept(NDArray array, NDManager owner) {
    array.attach(owner);
    return array;
  }
}
