package lab.harmony.diffusion.network;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.diffusion.weights.WeightsException;
import lab.harmony.json.Json;

/// The hyper-parameters of a UNet, as diffusers' `UNet2DConditionModel` names them.
///
/// @param channels width of each level, from the finest to the coarsest
/// @param attentionDown whether each level on the way down has attention
/// @param attentionUp whether each level on the way up has attention, from the coarsest on
/// @param heads attention heads of each level
/// @param transformerLayers transformer blocks in each attention of a level
/// @param sizes what the network is told beside the prompt's tokens, for SDXL; none otherwise
public record UNetConfig(
    int inChannels,
    int outChannels,
    List<Integer> channels,
    List<Boolean> attentionDown,
    List<Boolean> attentionUp,
    int layersPerBlock,
    int crossAttentionDim,
    List<Integer> heads,
    List<Integer> transformerLayers,
    int normGroups,
    double normEpsilon,
    boolean flipSinToCos,
    int frequencyShift,
    boolean linearProjection,
    int sampleSize,
    Optional<Sizes> sizes) {

  /// SDXL's further condition: the pooled embedding of the prompt, and six numbers of pixels
  /// (height and width of the original, top and left of the crop, height and width of the target).
  ///
  /// @param waves size of the waves of each number
  /// @param inputSize size of the pooled embedding and all waves together
  public record Sizes(int waves, int inputSize) {

    /// How many numbers of pixels there are.
    public static final int COUNT = 6;

    public Sizes {
      if (inputSize <= COUNT * waves) {
        throw new WeightsException(
            "projection_class_embeddings_input_dim has to be more than 6 times addition_time_embed_dim, got %d and %d"
                .formatted(inputSize, waves));
      }
    }

    public int pooledSize() {
      return inputSize - COUNT * waves;
    }
  }

  public UNetConfig {
    int levels = channels.size();
    if (levels == 0
        || attentionDown.size() != levels
        || attentionUp.size() != levels
        || heads.size() != levels
        || transformerLayers.size() != levels) {
      throw new WeightsException(
          "a UNet of %d levels needs %d down blocks, up blocks, heads and layers; got %s, %s, %s, %s"
              .formatted(levels, levels, attentionDown, attentionUp, heads, transformerLayers));
    }
    for (int i = 0; i < levels; i++) {
      if (channels.get(i) % normGroups != 0 || channels.get(i) % heads.get(i) != 0) {
        throw new WeightsException(
            "level %d has %d channels, which %d groups and %d heads have to divide"
                .formatted(i, channels.get(i), normGroups, heads.get(i)));
      }
    }
    channels = List.copyOf(channels);
    attentionDown = List.copyOf(attentionDown);
    attentionUp = List.copyOf(attentionUp);
    heads = List.copyOf(heads);
    transformerLayers = List.copyOf(transformerLayers);
  }

  /// Stable Diffusion 1.5: 860 million parameters.
  public static final UNetConfig STABLE_DIFFUSION_1 =
      small(List.of(320, 640, 1280, 1280), 2, 768, 8, 64).withGroups(32);

  /// A UNet in the manner of Stable Diffusion 1 with latents of 4 channels: attention on every
  /// level but the coarsest.
  public static UNetConfig small(
      List<Integer> channels, int layersPerBlock, int crossAttentionDim, int heads, int size) {
    int levels = channels.size();
    var down = IntStream.range(0, levels).mapToObj(i -> i < levels - 1).toList();
    return new UNetConfig(
        4,
        4,
        channels,
        down,
        down.reversed(),
        layersPerBlock,
        crossAttentionDim,
        Collections.nCopies(levels, heads),
        Collections.nCopies(levels, 1),
        Math.min(32, channels.getFirst() / 2),
        1e-5,
        true,
        0,
        false,
        size,
        Optional.empty());
  }

  private UNetConfig withGroups(int groups) {
    return new UNetConfig(
        inChannels,
        outChannels,
        channels,
        attentionDown,
        attentionUp,
        layersPerBlock,
        crossAttentionDim,
        heads,
        transformerLayers,
        groups,
        normEpsilon,
        flipSinToCos,
        frequencyShift,
        linearProjection,
        sampleSize,
        sizes);
  }

  /// Reads a `config.json`; says which field asks for something that is not computed here.
  public static UNetConfig read(Path file) {
    var config = ConfigFile.read(file);
    config.require("act_fn", "silu");
    config.require("resnet_time_scale_shift", "default");
    config.require("time_embedding_type", "positional");
    config.require("mid_block_type", "UNetMidBlock2DCrossAttn");
    config.require("downsample_padding", "1");
    config.require("conv_in_kernel", "3");
    config.require("conv_out_kernel", "3");
    config.require("dual_cross_attention", "false");
    config.require("only_cross_attention", "false");
    config.require("center_input_sample", "false");
    for (var field : List.of("class_embed_type", "encoder_hid_dim_type", "time_cond_proj_dim")) {
      config.require(field, "null");
    }
    int levels = config.integers("block_out_channels").size();
    // The older field is named for the size of a head and has always held the number of heads.
    var headsField =
        config.isSet("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
    return new UNetConfig(
        config.integer("in_channels", 4),
        config.integer("out_channels", 4),
        config.integers("block_out_channels"),
        attention(config, "down_block_types", "CrossAttnDownBlock2D", "DownBlock2D"),
        attention(config, "up_block_types", "CrossAttnUpBlock2D", "UpBlock2D"),
        config.integer("layers_per_block", 2),
        config.integer("cross_attention_dim"),
        config.integers(headsField, levels, 8),
        config.integers("transformer_layers_per_block", levels, 1),
        config.integer("norm_num_groups", 32),
        config.number("norm_eps", 1e-5),
        config.flag("flip_sin_to_cos", true),
        config.integer("freq_shift", 0),
        config.flag("use_linear_projection", false),
        config.integer("sample_size", 64),
        sizes(config));
  }

  private static Optional<Sizes> sizes(ConfigFile config) {
    config.require("addition_embed_type", "null", "text_time");
    return config.isSet("addition_embed_type")
        ? Optional.of(
            new Sizes(
                config.integer("addition_time_embed_dim"),
                config.integer("projection_class_embeddings_input_dim")))
        : Optional.empty();
  }

  private static List<Boolean> attention(
      ConfigFile config, String field, String with, String without) {
    return config.texts(field).stream()
        .map(type -> {
          if (!type.equals(with) && !type.equals(without)) {
            throw new WeightsException(
                "%s: %s has a %s; this version computes %s and %s"
                    .formatted(config.path(), field, type, with, without));
          }
          return type.equals(with);
        })
        .toList();
  }

  /// This configuration as a `config.json` that diffusers reads too.
  public String json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("_class_name", "UNet2DConditionModel");
    json.put("act_fn", "silu");
    sizes.ifPresent(it -> {
      json.put("addition_embed_type", "text_time");
      json.put("addition_time_embed_dim", it.waves());
      json.put("projection_class_embeddings_input_dim", it.inputSize());
    });
    json.put("attention_head_dim", heads);
    json.put("block_out_channels", channels);
    json.put("cross_attention_dim", crossAttentionDim);
    json.put(
        "down_block_types",
        attentionDown.stream().map(with -> with ? "CrossAttnDownBlock2D" : "DownBlock2D").toList());
    json.put("downsample_padding", 1);
    json.put("flip_sin_to_cos", flipSinToCos);
    json.put("freq_shift", frequencyShift);
    json.put("in_channels", inChannels);
    json.put("layers_per_block", layersPerBlock);
    json.put("mid_block_type", "UNetMidBlock2DCrossAttn");
    json.put("norm_eps", normEpsilon);
    json.put("norm_num_groups", normGroups);
    json.put("out_channels", outChannels);
    json.put("sample_size", sampleSize);
    json.put("transformer_layers_per_block", transformerLayers);
    json.put(
        "up_block_types",
        attentionUp.stream().map(with -> with ? "CrossAttnUpBlock2D" : "UpBlock2D").toList());
    json.put("use_linear_projection", linearProjection);
    return Json.indented(json);
  }
}
