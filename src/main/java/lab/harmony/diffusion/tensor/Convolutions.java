package lab.harmony.diffusion.tensor;

/// How a recorded network computes its convolutions.
///
/// On some processors oneDNN's gradient to the input of a convolution larger than 1 x 1 is wrong
/// when its output channels are not a multiple of 16; with a multiple it is right.
public enum Convolutions {
  /// As they are: for running a network.
  PLAIN,
  /// With output channels that are all zeros up to a multiple of 16, and without them again
  /// afterwards, wherever a gradient to the input is wanted: for differentiating a network.
  PADDED;

  /// The method that padded convolutions call.
  static final String METHOD =
      """
        def convolved(self: __torch__.Network, x: Tensor, w: Tensor, b: Optional[Tensor], stride: List[int], padding: List[int]) -> Tensor:
          channels = torch.size(w, 0)
          lacking = torch.remainder(torch.neg(channels), 16)
          wide = torch.gt(torch.mul(torch.size(w, 2), torch.size(w, 3)), 1)
          if torch.__and__(torch.__and__(torch.gt(lacking, 0), wide), ops.prim.requires_grad(x)):
            weight = torch.constant_pad_nd(w, [0, 0, 0, 0, 0, 0, 0, lacking], 0.)
            if torch.__is__(b, None):
              padded = torch.conv2d(x, weight, None, stride, padding, [1, 1], 1)
            else:
              bias = torch.constant_pad_nd(torch._unwrap_optional(b), [0, lacking], 0.)
              padded = torch.conv2d(x, weight, bias, stride, padding, [1, 1], 1)
            y = torch.narrow(padded, 1, 0, channels)
          else:
            y = torch.conv2d(x, w, b, stride, padding, [1, 1], 1)
          return y
      """;

  /// The expression for one convolution.
  ///
  /// @param bias a name or `None`
  String expression(String x, String weight, String bias, int stride, int padding) {
    return switch (this) {
      case PLAIN ->
          "torch.conv2d(%s, %s, %s, [%d, %d], [%d, %d], [1, 1], 1)"
              .formatted(x, weight, bias, stride, stride, padding, padding);
      case PADDED ->
          "(self).convolved(%s, %s, %s, [%d, %d], [%d, %d])"
              .formatted(x, weight, bias, stride, stride, padding, padding);
    };
  }
}
