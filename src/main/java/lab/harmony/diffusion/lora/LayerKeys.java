package lab.harmony.diffusion.lora;

import java.util.List;
import java.util.regex.Pattern;

/// How adapters call the layers of Stable Diffusion 1.x, 2.x and XL, whatever their sizes: tells an
/// adapter for another architecture without a model at hand.
final class LayerKeys {

  private static final String IN_TRANSFORMER =
      "norm|proj_in|proj_out|transformer_blocks~\\d+~(?:norm[123]|ff~net~(?:0~proj|2)"
          + "|attn[12]~(?:processor~)?to_(?:q|k|v|out~0|out)(?:_lora)?)";
  private static final String UNET =
      "(?:(?:(?:down|up)_blocks~\\d+|mid_block)~(?:"
          + "resnets~\\d+~(?:norm1|conv1|time_emb_proj|norm2|conv2|conv_shortcut)"
          + "|(?:down|up)samplers~0~conv"
          + "|attentions~\\d+~(?:%s))"
          + "|(?:(?:input|output)_blocks~\\d+|middle_block)~\\d+(?:~(?:in_layers~[02]"
          + "|emb_layers~1|out_layers~[03]|skip_connection|op|conv|%s))?"
          + "|conv_in|conv_out|conv_norm_out|(?:time|add)_embedding~linear_[12]"
          + "|time_embed~[02]|label_emb~0~[02]|out~[02])";
  private static final String TEXT =
      "(?:(?:text_model~)?(?:encoder~layers~\\d+~(?:self_attn~(?:q|k|v|out)_proj|mlp~fc[12]"
          + "|layer_norm[12])|final_layer_norm|embeddings~(?:token|position)_embedding)"
          + "|text_projection)";

  private static final List<Pattern> KEYS =
      List.of(
          pattern("(?:lora_unet_|lycoris_)", UNET.formatted(IN_TRANSFORMER, IN_TRANSFORMER), "_"),
          pattern("lora_te[12]?_", TEXT, "_"),
          pattern(
              "(?:base_model\\.model\\.)?(?:unet\\.|(?:model\\.)?diffusion_model\\.)?",
              UNET.formatted(IN_TRANSFORMER, IN_TRANSFORMER),
              "\\."),
          pattern(
              "(?:base_model\\.model\\.)?(?:text_encoder(?:_2)?\\.|text_encoders\\.clip_[lgh]\\.transformer\\.)?",
              TEXT,
              "\\."));

  private LayerKeys() {}

  /// Whether some model of the three families has a layer of this name.
  static boolean isKnown(String key) {
    return KEYS.stream().anyMatch(pattern -> pattern.matcher(key).matches());
  }

  private static Pattern pattern(String start, String layers, String separator) {
    return Pattern.compile(start + layers.replace("~", separator));
  }
}
