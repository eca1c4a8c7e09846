package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDArray;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an adapter makes of one layer, while the network's own weights stay as they are.
///
/// A linear layer or a convolution becomes `y = g · (W (h · x)) + b + up(down(x)) + a`.
///
/// @param matrices `down` and `up` (Hu et al. 2021)
/// @param gain g or h (Liu et al. 2024, DoRA)
/// @param bias a, for a layer that has none of its own; (out), or (1, out, 1, 1) for a convolution
/// @param replaced arrays in place of the layer's own `weight` and `bias`
public record Change(
    Optional<Matrices> matrices,
    Optional<Gain> gain,
    Optional<NDArray> bias,
    Map<String, NDArray> replaced) {

  public static final String DOWN = ".lora_down";
  public static final String UP = ".lora_up";
  static final String GAIN = ".gain";
  static final String BIAS = ".added_bias";

  /// @param down (r, in), or (r, in, k, k) for a convolution
  /// @param up (out, r), or (out, r, 1, 1); the scale is already in it
  public record Matrices(NDArray down, NDArray up) {}

  /// @param ofInput whether what goes into the layer is multiplied; else what comes out of it
  /// @param factors (n), or (1, n, 1, 1) for a convolution
  public record Gain(boolean ofInput, NDArray factors) {}

  public Change {
    replaced = Map.copyOf(replaced);
  }

  /// A low-rank change alone.
  public static Change of(NDArray down, NDArray up) {
    return new Change(
        Optional.of(new Matrices(down, up)), Optional.empty(), Optional.empty(), Map.of());
  }

  /// Whether a parameter of this name belongs to a change that is trained.
  static boolean isPartOf(String name) {
    return name.endsWith(DOWN) || name.endsWith(UP);
  }

  /// What the network's script has to have for it.
  Set<Adaptation.Part> parts() {
    var parts = EnumSet.noneOf(Adaptation.Part.class);
    matrices.ifPresent(_ -> parts.add(Adaptation.Part.MATRICES));
    gain.ifPresent(it ->
        parts.add(it.ofInput ? Adaptation.Part.GAIN_OF_INPUT : Adaptation.Part.GAIN_OF_OUTPUT));
    bias.ifPresent(_ -> parts.add(Adaptation.Part.BIAS));
    return parts;
  }

  /// Its arrays by the names that the script of a network with this layer asks for.
  Map<String, NDArray> arrays(String layer) {
    var arrays = new HashMap<String, NDArray>();
    matrices.ifPresent(pair -> {
      arrays.put(layer + DOWN, pair.down);
      arrays.put(layer + UP, pair.up);
    });
    gain.ifPresent(it -> arrays.put(layer + GAIN, it.factors));
    bias.ifPresent(it -> arrays.put(layer + BIAS, it));
    replaced.forEach((name, array) -> arrays.put(layer + "." + name, array));
    return arrays;
  }
}
