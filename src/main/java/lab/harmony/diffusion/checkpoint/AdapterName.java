package lab.harmony.diffusion.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the name of a tensor in an adapter says.
///
/// @param key what the adapter calls the layer
/// @param role what the tensor is for it
/// @param naming whose names these are: `kohya`, `PEFT`, `diffusers` or `LyCORIS`
/// @param adapter the name that PEFT gave the adapter, where it stands in the file
public record AdapterName(String key, Role role, String naming, Optional<String> adapter) {

  /// What a tensor does to a layer with the weights W.
  public enum Role {
    /// (r, in) or (r, in, k, k)
    DOWN,
    /// (out, r) or (out, r, 1, 1)
    UP,
    /// (r, r, k, k), between the two; `down` is a matrix then (Tucker decomposition)
    MIDDLE,
    /// One number; the scale is alpha / r
    ALPHA,
    /// PEFT's DoRA: the length of each row of the weights that come out
    MAGNITUDE,
    /// LyCORIS' DoRA: the same, or the length of each column
    DORA_SCALE,
    /// (out), added after `up`
    UP_BIAS,
    /// Added to W
    DIFFERENCE,
    /// Added to the bias
    BIAS_DIFFERENCE
  }

  private record Ending(String text, Role role, String naming) {}

  private static final List<Ending> ENDINGS =
      List.of(
          new Ending(".lora_down.weight", Role.DOWN, "kohya"),
          new Ending(".lora_up.weight", Role.UP, "kohya"),
          new Ending(".lora_mid.weight", Role.MIDDLE, "LyCORIS"),
          new Ending(".dora_scale", Role.DORA_SCALE, "LyCORIS"),
          new Ending(".alpha", Role.ALPHA, "kohya"),
          new Ending(".lora_A.weight", Role.DOWN, "PEFT"),
          new Ending(".lora_B.weight", Role.UP, "PEFT"),
          new Ending(".lora_A", Role.DOWN, "PEFT"),
          new Ending(".lora_B", Role.UP, "PEFT"),
          new Ending(".lora_B.bias", Role.UP_BIAS, "PEFT"),
          new Ending(".lora_magnitude_vector", Role.MAGNITUDE, "PEFT"),
          new Ending(".lora_magnitude_vector.weight", Role.MAGNITUDE, "PEFT"),
          new Ending(".lora.down.weight", Role.DOWN, "diffusers"),
          new Ending(".lora.up.weight", Role.UP, "diffusers"),
          new Ending(".lora_linear_layer.down.weight", Role.DOWN, "diffusers"),
          new Ending(".lora_linear_layer.up.weight", Role.UP, "diffusers"),
          new Ending(".w_norm", Role.DIFFERENCE, "LyCORIS"),
          new Ending(".b_norm", Role.BIAS_DIFFERENCE, "LyCORIS"),
          new Ending(".diff", Role.DIFFERENCE, "LyCORIS"),
          new Ending(".diff_b", Role.BIAS_DIFFERENCE, "LyCORIS"));

  /// Early versions of diffusers: `attn1.processor.to_q_lora.down.weight`, where the layer's key
  /// keeps the `_lora`.
  private static final List<Ending> OLD =
      List.of(
          new Ending("_lora.down.weight", Role.DOWN, "diffusers"),
          new Ending("_lora.up.weight", Role.UP, "diffusers"));

  private static final Pattern NAMED =
      Pattern.compile(
          "(.+)\\.(lora_A|lora_B|lora_magnitude_vector)\\.((?!(?:weight|bias)$)[^.]+?)(?:\\.(weight|bias))?");

  public static Optional<AdapterName> of(String tensor) {
    return ending(tensor, ENDINGS, 0)
        .or(() -> ending(tensor, OLD, "_lora".length()))
        .or(() -> named(tensor));
  }

  private static Optional<AdapterName> ending(String tensor, List<Ending> endings, int kept) {
    return endings.stream()
        .filter(ending -> tensor.endsWith(ending.text) && tensor.length() > ending.text.length())
        .findFirst()
        .map(ending ->
            new AdapterName(
                tensor.substring(0, tensor.length() - ending.text.length() + kept),
                ending.role,
                ending.naming,
                Optional.empty()));
  }

  /// PEFT puts the adapter's own name in where it saves a model that is still wrapped:
  /// `lora_A.default.weight`.
  private static Optional<AdapterName> named(String tensor) {
    var name = NAMED.matcher(tensor);
    if (!name.matches()) {
      return Optional.empty();
    }
    var isBias = "bias".equals(name.group(4));
    var role =
        switch (name.group(2)) {
          case "lora_A" -> isBias ? null : Role.DOWN;
          case "lora_B" -> isBias ? Role.UP_BIAS : Role.UP;
          default -> isBias ? null : Role.MAGNITUDE;
        };
    return Optional.ofNullable(role)
        .map(known -> new AdapterName(name.group(1), known, "PEFT", Optional.of(name.group(3))));
  }
}
