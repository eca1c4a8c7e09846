package lab.harmony.diffusion.lora;

/// What an adapter adds to one layer: `scale · up(down(x))`.
///
/// @param down name of the tensor (r, in) or (r, in, k, k) in the adapter's file
/// @param up name of the tensor (out, r) or (out, r, 1, 1)
/// @param convolution whether the layer is one; files keep matrices of both kinds in either shape
/// @param scale alpha / rank
record LowRank(String down, String up, boolean convolution, double scale) {}
