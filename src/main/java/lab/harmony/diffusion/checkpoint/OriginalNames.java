package lab.harmony.diffusion.checkpoint;

import java.util.Map;
import java.util.regex.Pattern;
import lab.harmony.diffusion.network.UNetConfig;

/// The original names of the parameters of each network, from the names that diffusers and
/// transformers give them.
final class OriginalNames {

  static final String UNET = "model.diffusion_model.";
  static final String VAE = "first_stage_model.";

  private static final Pattern VAE_LEVEL =
      Pattern.compile(
          "(encoder|decoder)\\.(down|up)_blocks\\.(\\d+)\\.(resnets|downsamplers|upsamplers)\\.(\\d+)\\.(.*)");
  private static final Map<String, String> IN_VAE =
      Map.of(
          "mid_block.resnets.0.", "mid.block_1.",
          "mid_block.resnets.1.", "mid.block_2.",
          "mid_block.attentions.0.group_norm.", "mid.attn_1.norm.",
          "mid_block.attentions.0.to_q.", "mid.attn_1.q.",
          "mid_block.attentions.0.to_k.", "mid.attn_1.k.",
          "mid_block.attentions.0.to_v.", "mid.attn_1.v.",
          "mid_block.attentions.0.to_out.0.", "mid.attn_1.proj_out.",
          "conv_norm_out.", "norm_out.");
  private static final Map<String, String> IN_OPEN_CLIP =
      Map.of(
          "layer_norm1.", "ln_1.",
          "layer_norm2.", "ln_2.",
          "mlp.fc1.", "mlp.c_fc.",
          "mlp.fc2.", "mlp.c_proj.",
          "self_attn.out_proj.", "attn.out_proj.");
  private static final Pattern LAYER =
      Pattern.compile("text_model\\.encoder\\.layers\\.(\\d+)\\.(.*)");

  private OriginalNames() {}

  static Original unet(UNetConfig config, String parameter) {
    int end = parameter.lastIndexOf('.');
    var module = OriginalModules.of(config).of(parameter.substring(0, end));
    return Original.whole(UNET + module + parameter.substring(end));
  }

  /// @param levels of the autoencoder; the original numbers those of the decoder from the finest on
  static Original vae(String prefix, int levels, String parameter) {
    var level = VAE_LEVEL.matcher(parameter);
    if (level.matches()) {
      var down = level.group(2).equals("down");
      int place = Integer.parseInt(level.group(3));
      var at =
          "%s.%s.%d.".formatted(level.group(1), level.group(2), down ? place : levels - 1 - place);
      var rest = level.group(6).replace("conv_shortcut.", "nin_shortcut.");
      return Original.whole(
          prefix
              + at
              + switch (level.group(4)) {
                case "resnets" -> "block." + level.group(5) + "." + rest;
                case "downsamplers" -> "downsample." + rest;
                default -> "upsample." + rest;
              });
    }
    for (var inside : IN_VAE.entrySet()) {
      int at = parameter.indexOf(inside.getKey());
      if (at >= 0) {
        return Original.whole(
            prefix
                + parameter.substring(0, at)
                + inside.getValue()
                + parameter.substring(at + inside.getKey().length()));
      }
    }
    return Original.whole(prefix + parameter);
  }

  static Original clip(String prefix, String parameter) {
    return Original.whole(prefix + parameter);
  }

  static Original openClip(String prefix, String parameter) {
    return switch (parameter) {
      case "text_model.embeddings.token_embedding.weight" ->
          Original.whole(prefix + "token_embedding.weight");
      case "text_model.embeddings.position_embedding.weight" ->
          Original.whole(prefix + "positional_embedding");
      case "text_projection.weight" ->
          new Original(prefix + "text_projection", Original.Part.TRANSPOSED);
      default -> inOpenClip(prefix, parameter);
    };
  }

  private static Original inOpenClip(String prefix, String parameter) {
    var layer = LAYER.matcher(parameter);
    if (!layer.matches()) {
      return Original.whole(
          prefix + parameter.replace("text_model.final_layer_norm.", "ln_final."));
    }
    var block = prefix + "transformer.resblocks." + layer.group(1) + ".";
    var rest = layer.group(2);
    for (var inside : IN_OPEN_CLIP.entrySet()) {
      if (rest.startsWith(inside.getKey())) {
        return Original.whole(block + inside.getValue() + rest.substring(inside.getKey().length()));
      }
    }
    var joined = block + "attn.in_proj_" + rest.substring(rest.lastIndexOf('.') + 1);
    return new Original(
        joined,
        switch (rest.charAt("self_attn.".length())) {
          case 'q' -> Original.Part.QUERY;
          case 'k' -> Original.Part.KEY;
          default -> Original.Part.VALUE;
        });
  }
}
