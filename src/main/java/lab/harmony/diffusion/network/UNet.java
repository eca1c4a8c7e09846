package lab.harmony.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.BoundNetwork;
import lab.harmony.diffusion.tensor.Change;
import lab.harmony.diffusion.tensor.ChangedNetworks;
import lab.harmony.diffusion.tensor.Network;
import lab.harmony.diffusion.tensor.Parameter;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.weights.Leftovers;
import lab.harmony.diffusion.weights.TensorSource;
import lab.harmony.diffusion.weights.WeightsException;

/// The network that predicts the noise in a latent picture from the time and the prompt.
///
/// B pictures, C channels, H and W of the latents, T tokens of size D, P the size of a pooled
/// embedding.
public final class UNet implements AutoCloseable {

  private final UNetConfig config;
  private final Weights weights;
  private final ChangedNetworks networks;
  private final BoundNetwork bound;
  private final boolean isOriginal;

  private UNet(
      UNetConfig config,
      Weights weights,
      ChangedNetworks networks,
      Map<String, Change> changes,
      boolean isOriginal) {
    this.config = config;
    this.weights = weights;
    this.networks = networks;
    this.bound = networks.bind(weights, changes);
    this.isOriginal = isOriginal;
  }

  private static UNet of(UNetConfig config, Weights weights, ChangedNetworks networks) {
    return new UNet(config, weights, networks, Map.of(), true);
  }

  /// Loads the folder `unet` of a checkpoint.
  public static UNet load(Path folder, NDManager manager) {
    var files = new ModelFolder(folder);
    return load(
        UNetConfig.read(files.config().path()), files.weights("diffusion_pytorch_model"), manager);
  }

  /// A UNet with these tensors, named as in a checkpoint.
  public static UNet load(UNetConfig config, TensorSource source, NDManager manager) {
    var networks = networks(config, manager);
    return of(config, Weights.read("UNet", networks.parameters(), source, manager), networks);
  }

  /// Makes sure that the folder `unet` of a checkpoint holds what it should and nothing else; no
  /// tensor is read.
  public static void requireWhole(Path folder) {
    var files = new ModelFolder(folder);
    var source = files.weights("diffusion_pytorch_model");
    Leftovers.requireNone(source, kept(UNetConfig.read(files.config().path()), source));
  }

  /// The names under which `source` keeps what such a UNet has learned.
  ///
  /// @throws WeightsException if something is missing, or has another shape
  public static Set<String> kept(UNetConfig config, TensorSource source) {
    return Weights.requireFit("UNet", parameters(config), source, UnaryOperator.identity());
  }

  /// A UNet with weights that somebody else keeps, named as in a checkpoint.
  public static UNet of(UNetConfig config, Weights weights, NDManager manager) {
    return of(config, weights, networks(config, manager));
  }

  private static ChangedNetworks networks(UNetConfig config, NDManager manager) {
    return new ChangedNetworks(changed -> compile(config, manager, changed));
  }

  /// This UNet with changes to some of its layers, over the same weights. Close it before this one;
  /// the changes' arrays have to live as long as it.
  public UNet with(Map<String, Change> changes) {
    return new UNet(config, weights, networks, changes, false);
  }

  /// This UNet with its weights in another number format; this one is closed.
  public UNet rounded(Precision precision, NDManager manager) {
    if (precision == Precision.FLOAT32) {
      return this;
    }
    try (this) {
      return of(config, weights.rounded(precision, manager), manager);
    }
  }

  /// The architecture alone, for whoever needs its parameters.
  public static Network compile(UNetConfig config, NDManager manager) {
    return compile(config, manager, Map.of());
  }

  private static Network compile(
      UNetConfig config, NDManager manager, Map<String, Adaptation> changed) {
    return Network.compile("UNet", inputs(config), manager, changed, definition(config));
  }

  /// What a UNet of this kind learns; no engine is needed to know it.
  public static List<Parameter> parameters(UNetConfig config) {
    return Network.parameters(inputs(config), definition(config));
  }

  private static List<String> inputs(UNetConfig config) {
    return config.sizes().isPresent()
        ? List.of("sample", "timesteps", "context", "pooled", "sizes")
        : List.of("sample", "timesteps", "context");
  }

  private static Network.Definition definition(UNetConfig config) {
    return (scope, in) -> {
      var condition =
          in.size() == 3
              ? Condition.of(in.get(2))
              : new Condition<>(
                  in.get(2), Optional.of(new Condition.Sized<>(in.get(3), in.get(4))));
      return List.of(define(config, scope, in.get(0), in.get(1), condition));
    };
  }

  /// What a prediction is conditioned on.
  ///
  /// @param context (B, T, D)
  /// @param sized what SDXL is told beside it
  public record Condition<T>(T context, Optional<Sized<T>> sized) {

    /// @param pooled embedding of the whole prompt, (B, P)
    /// @param sizes height and width of the original, top and left of the crop, height and width of
    ///   the target, in pixels, (B, 6)
    public record Sized<T>(T pooled, T sizes) {}

    public static <T> Condition<T> of(T context) {
      return new Condition<>(context, Optional.empty());
    }
  }

  /// What this network has learned, without changes.
  public List<Parameter> parameters() {
    return networks.parameters();
  }

  /// What this network has learned, without changes; it stays this network's property.
  public Weights weights() {
    return weights;
  }

  public UNetConfig config() {
    return config;
  }

  /// The prediction for `sample` (B, C, H, W) at `timesteps` (B) given `context` (B, T, D); (B, C,
  /// H, W)
  public NDArray predict(NDArray sample, NDArray timesteps, NDArray context) {
    return predict(sample, timesteps, Condition.of(context));
  }

  /// The prediction for `sample` (B, C, H, W) at `timesteps` (B); (B, C, H, W)
  ///
  /// @param condition sized where the configuration has sizes
  public NDArray predict(NDArray sample, NDArray timesteps, Condition<NDArray> condition) {
    var result =
        condition
            .sized()
            .map(sized ->
                bound.run(sample, timesteps, condition.context(), sized.pooled(), sized.sizes()))
            .orElseGet(() -> bound.run(sample, timesteps, condition.context()));
    return result.singletonOrThrow();
  }

  /// What a UNet computes; the one definition for inference and for training.
  public static Value define(
      UNetConfig config, Scope scope, Value sample, Value timesteps, Condition<Value> condition) {
    return new Definition(config, scope).apply(sample, timesteps, condition);
  }

  @Override
  public void close() {
    bound.close();
    if (isOriginal) {
      networks.close();
      weights.close();
    }
  }

  private record Definition(UNetConfig config, Scope scope) {

    Value apply(Value sample, Value timesteps, Condition<Value> condition) {
      int first = config.channels().getFirst();
      var plain = time(timesteps, first);
      var time = condition.sized().map(sized -> plain.add(sizes(sized))).orElse(plain);
      var tokens = scope.likeWeights(condition.context());
      Deque<Value> skips = new ArrayDeque<>();
      var x = scope.conv3x3("conv_in", scope.likeWeights(sample), config.inChannels(), first);
      skips.push(x);
      for (int i = 0; i < levels(); i++) {
        x = down(i, x, time, tokens, skips);
      }
      x = middle(x, time, tokens);
      for (int i = 0; i < levels(); i++) {
        x = up(i, x, time, tokens, skips);
      }
      x = scope.groupNorm("conv_norm_out", x, first, config.normGroups(), config.normEpsilon());
      return scope.conv3x3("conv_out", x.silu(), first, config.outChannels()).toFloat32();
    }

    /// Timesteps (B) as an embedding (B, 4 C₀).
    private Value time(Value timesteps, int first) {
      var layers = scope.at("time_embedding");
      var waves = TimeWaves.of(timesteps, first, config.flipSinToCos(), config.frequencyShift());
      var hidden = layers.linear("linear_1", scope.likeWeights(waves), first, timeSize()).silu();
      return layers.linear("linear_2", hidden, timeSize(), timeSize());
    }

    /// The pooled prompt (B, P) and the sizes (B, 6) as an embedding (B, 4 C₀).
    private Value sizes(Condition.Sized<Value> sized) {
      var wanted = config.sizes().orElseThrow();
      var layers = scope.at("add_embedding");
      var waves =
          TimeWaves.of(
                  sized.sizes().flatten(0),
                  wanted.waves(),
                  config.flipSinToCos(),
                  config.frequencyShift()) // (6 B, waves)
              .reshape(-1, UNetConfig.Sizes.COUNT * wanted.waves());
      var input = scope.likeWeights(Value.cat(1, sized.pooled(), waves));
      var hidden = layers.linear("linear_1", input, wanted.inputSize(), timeSize()).silu();
      return layers.linear("linear_2", hidden, timeSize(), timeSize());
    }

    private Value down(int level, Value x, Value time, Value context, Deque<Value> skips) {
      var block = scope.at("down_blocks", level);
      int out = config.channels().get(level);
      int in = config.channels().get(Math.max(0, level - 1));
      for (int j = 0; j < config.layersPerBlock(); j++) {
        x = resnet(block.at("resnets", j), x, j == 0 ? in : out, out, time);
        if (config.attentionDown().get(level)) {
          x = transformer(level).apply(block.at("attentions", j), x, context);
        }
        skips.push(x);
      }
      if (level < levels() - 1) {
        x = block.conv2d("downsamplers.0.conv", x, out, out, 3, 2, 1); // (B, out, ⌈H/2⌉, ⌈W/2⌉)
        skips.push(x);
      }
      return x;
    }

    private Value middle(Value x, Value time, Value context) {
      var block = scope.at("mid_block");
      int width = config.channels().getLast();
      x = resnet(block.at("resnets", 0), x, width, width, time);
      x = transformer(levels() - 1).apply(block.at("attentions", 0), x, context);
      return resnet(block.at("resnets", 1), x, width, width, time);
    }

    private Value up(int index, Value x, Value time, Value context, Deque<Value> skips) {
      var block = scope.at("up_blocks", index);
      int level = levels() - 1 - index;
      int out = config.channels().get(level);
      int before = config.channels().get(Math.min(levels() - 1, level + 1));
      int finer = config.channels().get(Math.max(0, level - 1));
      int layers = config.layersPerBlock() + 1;
      for (int j = 0; j < layers; j++) {
        int in = (j == 0 ? before : out) + (j == layers - 1 ? finer : out);
        x = resnet(block.at("resnets", j), Value.cat(1, x, skips.pop()), in, out, time);
        if (config.attentionUp().get(index)) {
          x = transformer(level).apply(block.at("attentions", j), x, context);
        }
      }
      if (level > 0) {
        // To the size of the skip that comes next: right for sizes that halving does not divide.
        x = block.conv3x3("upsamplers.0.conv", x.upsampleNearestTo(skips.getFirst()), out, out);
      }
      return x;
    }

    private Value resnet(Scope place, Value x, int in, int out, Value time) {
      return new ResnetBlock(in, out, config.normGroups(), config.normEpsilon())
          .apply(place, x, time, timeSize());
    }

    private SpatialTransformer transformer(int level) {
      return new SpatialTransformer(
          config.channels().get(level),
          config.heads().get(level),
          config.crossAttentionDim(),
          config.transformerLayers().get(level),
          config.normGroups(),
          config.linearProjection());
    }

    private int levels() {
      return config.channels().size();
    }

    private int timeSize() {
      return 4 * config.channels().getFirst();
    }
  }
}
