package lab.harmony.diffusion.network;

import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;

/// Encoder and decoder of an autoencoder; I image channels, L latent channels, f the factor.
record VaeBlocks(VaeConfig config, Scope scope) {

  private static final double EPSILON = 1e-6;

  /// Pictures (B, I, H, W) → means and log variances (B, 2 L, H/f, W/f)
  Value encode(Value image) {
    var encoder = scope.at("encoder");
    var channels = config.channels();
    var x =
        encoder.conv3x3(
            "conv_in", scope.likeWeights(image), config.imageChannels(), channels.getFirst());
    for (int i = 0; i < channels.size(); i++) {
      var block = encoder.at("down_blocks", i);
      int out = channels.get(i);
      for (int j = 0; j < config.layersPerBlock(); j++) {
        int in = j == 0 ? channels.get(Math.max(0, i - 1)) : out;
        x = resnet(in, out).apply(block.at("resnets", j), x);
      }
      if (i < channels.size() - 1) {
        var padded = x.pad(0, 1, 0, 1); // right and below only
        x = block.conv2d("downsamplers.0.conv", padded, out, out, 3, 2, 0); // (B, out, H/2, W/2)
      }
    }
    x = middle(encoder.at("mid_block"), x);
    int moments = 2 * config.latentChannels();
    x = head(encoder, x, channels.getLast(), moments);
    return config.quantConvolution() ? scope.conv1x1("quant_conv", x, moments, moments) : x;
  }

  /// Latents (B, L, H/f, W/f) → pictures (B, I, H, W)
  Value decode(Value latents) {
    var decoder = scope.at("decoder");
    var channels = config.channels().reversed();
    int latent = config.latentChannels();
    var x = scope.likeWeights(latents);
    if (config.postQuantConvolution()) {
      x = scope.conv1x1("post_quant_conv", x, latent, latent);
    }
    x = decoder.conv3x3("conv_in", x, latent, channels.getFirst());
    x = middle(decoder.at("mid_block"), x);
    for (int i = 0; i < channels.size(); i++) {
      var block = decoder.at("up_blocks", i);
      int out = channels.get(i);
      for (int j = 0; j <= config.layersPerBlock(); j++) {
        int in = j == 0 ? channels.get(Math.max(0, i - 1)) : out;
        x = resnet(in, out).apply(block.at("resnets", j), x);
      }
      if (i < channels.size() - 1) {
        x = block.conv3x3("upsamplers.0.conv", x.upsampleNearest(), out, out); // (B, out, 2H, 2W)
      }
    }
    return head(decoder, x, channels.getLast(), config.imageChannels());
  }

  private Value middle(Scope block, Value x) {
    int width = config.channels().getLast();
    x = resnet(width, width).apply(block.at("resnets", 0), x);
    if (config.middleAttention()) {
      x = attention(block.at("attentions", 0), x, width);
    }
    return resnet(width, width).apply(block.at("resnets", 1), x);
  }

  /// Attention of one head over all positions; (B, C, H, W) → (B, C, H, W)
  private Value attention(Scope place, Value picture, int width) {
    var x =
        place.groupNorm("group_norm", picture, width, config.normGroups(), EPSILON).toSequence();
    var q = place.linear("to_q", x, width, width).splitHeads(1); // (B, 1, N, C)
    var k = place.linear("to_k", x, width, width).splitHeads(1);
    var v = place.linear("to_v", x, width, width).splitHeads(1);
    var read = q.attention(k, v).mergeHeads(); // (B, N, C)
    return picture.add(place.linear("to_out.0", read, width, width).toPicture(picture));
  }

  private Value head(Scope place, Value x, int in, int out) {
    var h = place.groupNorm("conv_norm_out", x, in, config.normGroups(), EPSILON).silu();
    return place.conv3x3("conv_out", h, in, out);
  }

  private ResnetBlock resnet(int in, int out) {
    return new ResnetBlock(in, out, config.normGroups(), EPSILON);
  }

  /// The name that older checkpoints give a parameter of the attention.
  static String olderName(String name) {
    return name.replace(".to_q.", ".query.")
        .replace(".to_k.", ".key.")
        .replace(".to_v.", ".value.")
        .replace(".to_out.0.", ".proj_attn.");
  }
}
