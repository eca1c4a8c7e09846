package lab.harmony.diffusion.network;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import lab.harmony.diffusion.weights.WeightsException;
import lab.harmony.json.Json;

/// The hyper-parameters of an autoencoder, as diffusers' `AutoencoderKL` names them.
///
/// @param channels width of each level, from the finest to the coarsest
/// @param scalingFactor what latents are multiplied by before a UNet sees them
public record VaeConfig(
    int imageChannels,
    int latentChannels,
    List<Integer> channels,
    int layersPerBlock,
    int normGroups,
    boolean middleAttention,
    boolean quantConvolution,
    boolean postQuantConvolution,
    double scalingFactor,
    int sampleSize) {

  public VaeConfig {
    if (channels.isEmpty() || channels.stream().anyMatch(width -> width % normGroups != 0)) {
      throw new WeightsException(
          "a VAE needs widths that its %d norm groups divide, got %s"
              .formatted(normGroups, channels));
    }
    channels = List.copyOf(channels);
  }

  /// An autoencoder for RGB pictures and latents of 4 channels.
  public static VaeConfig small(List<Integer> channels, int layersPerBlock, int size) {
    int groups = Math.min(32, channels.getFirst() / 2);
    return new VaeConfig(3, 4, channels, layersPerBlock, groups, true, true, true, 0.18215, size);
  }

  /// How many pixels become one latent, along each side.
  public int factor() {
    return 1 << (channels.size() - 1);
  }

  public VaeConfig withScalingFactor(double factor) {
    return new VaeConfig(
        imageChannels,
        latentChannels,
        channels,
        layersPerBlock,
        normGroups,
        middleAttention,
        quantConvolution,
        postQuantConvolution,
        factor,
        sampleSize);
  }

  /// Reads a `config.json`; says which field asks for something that is not computed here.
  public static VaeConfig read(Path file) {
    var config = ConfigFile.read(file);
    config.require("act_fn", "silu");
    for (var field : List.of("latents_mean", "latents_std", "shift_factor")) {
      config.require(field, "null");
    }
    var channels = config.integers("block_out_channels");
    requireBlocks(config, "down_block_types", "DownEncoderBlock2D", channels.size());
    requireBlocks(config, "up_block_types", "UpDecoderBlock2D", channels.size());
    return new VaeConfig(
        config.integer("in_channels", 3),
        config.integer("latent_channels", 4),
        channels,
        config.integer("layers_per_block", 1),
        config.integer("norm_num_groups", 32),
        config.flag("mid_block_add_attention", true),
        config.flag("use_quant_conv", true),
        config.flag("use_post_quant_conv", true),
        config.number("scaling_factor", 0.18215),
        config.integer("sample_size", 512));
  }

  private static void requireBlocks(ConfigFile config, String field, String type, int levels) {
    if (!config.texts(field).equals(Collections.nCopies(levels, type))) {
      throw new WeightsException(
          "%s: %s should be %d times %s, it is %s"
              .formatted(config.path(), field, levels, type, config.texts(field)));
    }
  }

  /// This configuration as a `config.json` that diffusers reads too.
  public String json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("_class_name", "AutoencoderKL");
    json.put("act_fn", "silu");
    json.put("block_out_channels", channels);
    json.put("down_block_types", Collections.nCopies(channels.size(), "DownEncoderBlock2D"));
    json.put("in_channels", imageChannels);
    json.put("latent_channels", latentChannels);
    json.put("layers_per_block", layersPerBlock);
    json.put("mid_block_add_attention", middleAttention);
    json.put("norm_num_groups", normGroups);
    json.put("out_channels", imageChannels);
    json.put("sample_size", sampleSize);
    json.put("scaling_factor", scalingFactor);
    json.put("up_block_types", Collections.nCopies(channels.size(), "UpDecoderBlock2D"));
    json.put("use_post_quant_conv", postQuantConvolution);
    json.put("use_quant_conv", quantConvolution);
    return Json.indented(json);
  }
}
