package lab.harmony.diffusion.checkpoint;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.weights.WeightsException;

/// Where the original implementation keeps the modules of a UNet: one list of input blocks, a
/// middle block, one list of output blocks.
///
/// @param layers resnets of each level on the way down
/// @param attentionUp whether each level on the way up has attention
public record OriginalModules(int layers, java.util.List<Boolean> attentionUp) {

  private static final Pattern BLOCK =
      Pattern.compile(
          "(down|up)_blocks\\.(\\d+)\\.(resnets|attentions|downsamplers|upsamplers)\\.(\\d+)(\\..*)?");
  private static final Pattern MIDDLE =
      Pattern.compile("mid_block\\.(resnets|attentions)\\.(\\d+)(\\..*)?");
  private static final Map<String, String> OUTSIDE =
      Map.of(
          "conv_in", "input_blocks.0.0",
          "conv_norm_out", "out.0",
          "conv_out", "out.2",
          "time_embedding.linear_1", "time_embed.0",
          "time_embedding.linear_2", "time_embed.2",
          "add_embedding.linear_1", "label_emb.0.0",
          "add_embedding.linear_2", "label_emb.0.2");
  private static final Map<String, String> IN_RESNET =
      Map.of(
          ".norm1", ".in_layers.0",
          ".conv1", ".in_layers.2",
          ".time_emb_proj", ".emb_layers.1",
          ".norm2", ".out_layers.0",
          ".conv2", ".out_layers.3",
          ".conv_shortcut", ".skip_connection");

  public static OriginalModules of(UNetConfig config) {
    return new OriginalModules(config.layersPerBlock(), config.attentionUp());
  }

  /// The original place of a module: `down_blocks.0.resnets.1.conv1` is
  /// `input_blocks.2.0.in_layers.2`.
  public String of(String module) {
    var outside = OUTSIDE.get(module);
    if (outside != null) {
      return outside;
    }
    var middle = MIDDLE.matcher(module);
    if (middle.matches()) {
      var isResnet = middle.group(1).equals("resnets");
      var place = isResnet ? 2 * number(middle, 2) : 1;
      return "middle_block." + place + rest(isResnet, middle.group(3));
    }
    var block = BLOCK.matcher(module);
    if (block.matches()) {
      return inBlock(block);
    }
    throw new WeightsException("a UNet has no module " + module);
  }

  private String inBlock(Matcher block) {
    var down = block.group(1).equals("down");
    int level = number(block, 2);
    int each = layers + 1;
    int place = level * each + number(block, 4) + (down ? 1 : 0);
    var side = down ? "input_blocks." : "output_blocks.";
    return switch (block.group(3)) {
      case "resnets" -> side + place + ".0" + rest(true, block.group(5));
      case "attentions" -> side + place + ".1" + rest(false, block.group(5));
      case "downsamplers" -> side + each * (level + 1) + ".0.op";
      default ->
          side
              + (level * each + layers)
              + "."
              + (attentionUp.get(level) ? 2 : 1)
              + rest(false, block.group(5));
    };
  }

  private static String rest(boolean resnet, String rest) {
    return rest == null ? "" : resnet ? IN_RESNET.getOrDefault(rest, rest) : rest;
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
