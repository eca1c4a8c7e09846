package lab.harmony.diffusion.tensor;

/// How a parameter starts when it is trained from nothing.
public sealed interface Initial {

  /// Evenly between `-bound` and `bound`.
  record Uniform(double bound) implements Initial {}

  /// Normally distributed around zero.
  record Normal(double deviation) implements Initial {}

  record Constant(double value) implements Initial {}

  Initial ZEROS = new Constant(0);
  Initial ONES = new Constant(1);

  /// PyTorch's own start of weights and biases of linear and convolution layers (Kaiming uniform
  /// with a = √5) that add up `fanIn` inputs.
  static Initial kaimingUniform(long fanIn) {
    return new Uniform(1 / Math.sqrt(fanIn));
  }
}
