package lab.harmony.diffusion.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.network.VaeConfig;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.WeightsException;

/// The hyper-parameters of networks, read off the shapes of their tensors.
///
/// Shapes do not tell the number of attention heads: Stable Diffusion 1.x has 8 everywhere, all
/// others have heads of 64 features. What is narrower than 64 has heads of 8.
record ShapeConfigs(SafetensorsFile file) {

  private static final int HEAD = 64;
  private static final int SMALL_HEAD = 8;
  private static final int GROUPS = 32;

  /// No layer has so many inputs or outputs, and no vocabulary so many words.
  private static final int LARGEST = 1 << 20;

  /// @param pooledSize of the text encoder's pooled embedding, where the UNet is told sizes
  UNetConfig unet(Architecture architecture, int pooledSize) {
    var prefix = OriginalNames.UNET;
    var channels = new ArrayList<Integer>();
    var attention = new ArrayList<Boolean>();
    var transformers = new ArrayList<Integer>();
    int layers = 0;
    int level = 0;
    for (int i = 1; has(prefix + "input_blocks." + i + "."); i++) {
      var block = prefix + "input_blocks." + i;
      if (file.contains(block + ".0.op.weight")) {
        level++;
        continue;
      }
      if (channels.size() == level) {
        channels.add(size(block + ".0.in_layers.2.weight", 0));
        attention.add(file.contains(block + ".1.norm.weight"));
        transformers.add(Math.max(1, count(block + ".1.transformer_blocks.")));
        layers = level == 0 ? 0 : layers;
      }
      layers += level == 0 ? 1 : 0;
    }
    var middle = prefix + "middle_block.1.";
    boolean linear = file.shape(middle + "proj_in.weight").dimension() == 2;
    var config =
        new UNetConfig(
            size(prefix + "input_blocks.0.0.weight", 1),
            size(prefix + "out.2.weight", 0),
            channels,
            attention,
            attention.reversed(),
            layers,
            size(middle + "transformer_blocks.0.attn2.to_k.weight", 1),
            channels.stream()
                .map(width -> architecture == Architecture.STABLE_DIFFUSION_1 ? 8 : heads(width))
                .toList(),
            transformers,
            groups(channels),
            1e-5,
            true,
            0,
            linear,
            architecture.latentSide(),
            sizes(prefix + "label_emb.0.0.weight", pooledSize));
    return config;
  }

  private Optional<UNetConfig.Sizes> sizes(String name, int pooledSize) {
    if (!file.contains(name)) {
      return Optional.empty();
    }
    int input = size(name, 1);
    return Optional.of(new UNetConfig.Sizes((input - pooledSize) / UNetConfig.Sizes.COUNT, input));
  }

  /// @param prefix of all names
  VaeConfig vae(String prefix, double scalingFactor) {
    var channels = new ArrayList<Integer>();
    for (int i = 0; has(prefix + "encoder.down." + i + "."); i++) {
      channels.add(size(prefix + "encoder.down." + i + ".block.0.conv1.weight", 0));
    }
    return new VaeConfig(
        size(prefix + "encoder.conv_in.weight", 1),
        size(prefix + "decoder.conv_in.weight", 1),
        channels,
        count(prefix + "encoder.down.0.block."),
        groups(channels),
        file.contains(prefix + "decoder.mid.attn_1.norm.weight"),
        file.contains(prefix + "quant_conv.weight"),
        file.contains(prefix + "post_quant_conv.weight"),
        scalingFactor,
        512);
  }

  /// An autoencoder as diffusers names it.
  VaeConfig diffusersVae(double scalingFactor) {
    var channels = new ArrayList<Integer>();
    for (int i = 0; has("encoder.down_blocks." + i + "."); i++) {
      channels.add(size("encoder.down_blocks." + i + ".resnets.0.conv1.weight", 0));
    }
    return new VaeConfig(
        size("encoder.conv_in.weight", 1),
        size("decoder.conv_in.weight", 1),
        channels,
        count("encoder.down_blocks.0.resnets."),
        groups(channels),
        has("decoder.mid_block.attentions.0."),
        file.contains("quant_conv.weight"),
        file.contains("post_quant_conv.weight"),
        scalingFactor,
        512);
  }

  /// A text encoder as transformers names it, under `prefix`, which ends before `embeddings`.
  ClipTextConfig clip(String prefix) {
    int size = size(prefix + "embeddings.token_embedding.weight", 1);
    return new ClipTextConfig(
        size(prefix + "embeddings.token_embedding.weight", 0),
        size(prefix + "embeddings.position_embedding.weight", 0),
        size,
        size(prefix + "encoder.layers.0.mlp.fc1.weight", 0),
        heads(size),
        count(prefix + "encoder.layers."),
        true,
        1e-5,
        0,
        ClipTextConfig.LARGEST_ID);
  }

  /// A text encoder as OpenCLIP names it.
  ///
  /// @param leftOut how many of the last layers are not used
  /// @param projected whether the pooled embedding is used
  ClipTextConfig openClip(String prefix, int leftOut, boolean projected) {
    int size = size(prefix + "token_embedding.weight", 1);
    return new ClipTextConfig(
        size(prefix + "token_embedding.weight", 0),
        size(prefix + "positional_embedding", 0),
        size,
        size(prefix + "transformer.resblocks.0.mlp.c_fc.weight", 0),
        heads(size),
        count(prefix + "transformer.resblocks.") - leftOut,
        false,
        1e-5,
        projected ? size(prefix + "text_projection", 1) : 0,
        ClipTextConfig.LARGEST_ID);
  }

  private static int heads(int width) {
    return Math.max(1, width / (width < HEAD ? SMALL_HEAD : HEAD));
  }

  private static int groups(List<Integer> channels) {
    return channels.stream().allMatch(width -> width % GROUPS == 0)
        ? GROUPS
        : channels.stream().mapToInt(Integer::intValue).reduce(ShapeConfigs::divisor).orElse(1);
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  private boolean has(String prefix) {
    return file.names().stream().anyMatch(name -> name.startsWith(prefix));
  }

  /// How many different numbers follow `prefix`.
  private int count(String prefix) {
    return (int)
        file.names().stream()
            .filter(name -> name.startsWith(prefix) && name.indexOf('.', prefix.length()) > 0)
            .map(name -> name.substring(prefix.length(), name.indexOf('.', prefix.length())))
            .distinct()
            .count();
  }

  private int size(String name, int dimension) {
    var shape = file.shape(name);
    if (dimension >= shape.dimension()) {
      throw new WeightsException(
          "%s: the tensor %s has too few dimensions: %s".formatted(file.path(), name, shape));
    }
    var size = shape.get(dimension);
    if (size < 1 || size > LARGEST) {
      throw new WeightsException(
          "%s: the tensor %s has an impossible shape: %s".formatted(file.path(), name, shape));
    }
    return (int) size;
  }
}
