package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;

/// What is added to a linear layer or a convolution: `y = W x + up(down(x))` (Hu et al. 2021).
///
/// @param down (r, in), or (r, in, k, k) for a convolution
/// @param up (out, r), or (out, r, 1, 1); the scale is already in it
public record Change(NDArray down, NDArray up) {

  public static final String DOWN = ".lora_down";
  public static final String UP = ".lora_up";

  /// Whether a parameter of this name belongs to a change.
  static boolean isPartOf(String name) {
    return name.endsWith(DOWN) || name.endsWith(UP);
  }
}
