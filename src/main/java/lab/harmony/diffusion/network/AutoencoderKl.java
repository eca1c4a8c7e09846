package lab.harmony.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.diffusion.tensor.BoundNetwork;
import lab.harmony.diffusion.tensor.Network;
import lab.harmony.diffusion.tensor.Parameter;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.weights.Leftovers;
import lab.harmony.diffusion.weights.TensorSource;
import lab.harmony.diffusion.weights.WeightsException;

/// The autoencoder between pictures (B, 3, H, W) in [-1, 1] and latents (B, 4, H/f, W/f).
public final class AutoencoderKl implements AutoCloseable {

  private static final double LEAST_LOG_VARIANCE = -30;
  private static final double MOST_LOG_VARIANCE = 20;
  private static final List<String> IMAGE = List.of("image");
  private static final List<String> LATENTS = List.of("latents");

  private final VaeConfig config;
  private final Networks networks;
  private final BoundNetwork encoder;
  private final BoundNetwork decoder;
  private final Weights weights;

  /// Where a picture lies in latent space: a normal distribution for each number.
  public record Moments<T>(T mean, T logVariance) {}

  /// Both halves of an architecture, without weights.
  private record Networks(Network encoder, Network decoder) {

    static Networks compile(VaeConfig config, NDManager manager) {
      return new Networks(
          Network.compile("VAE encoder", IMAGE, manager, encoderOf(config)),
          Network.compile("VAE decoder", LATENTS, manager, decoderOf(config)));
    }
  }

  private AutoencoderKl(VaeConfig config, Networks networks, Weights weights) {
    this.config = config;
    this.networks = networks;
    this.encoder = networks.encoder.with(weights);
    this.decoder = networks.decoder.with(weights);
    this.weights = weights;
  }

  /// Loads the folder `vae` of a checkpoint.
  public static AutoencoderKl load(Path folder, NDManager manager) {
    var files = new ModelFolder(folder);
    return load(
        VaeConfig.read(files.config().path()), files.weights("diffusion_pytorch_model"), manager);
  }

  /// An autoencoder with these tensors, named as in a checkpoint.
  public static AutoencoderKl load(VaeConfig config, TensorSource source, NDManager manager) {
    var networks = Networks.compile(config, manager);
    var weights = Weights.read("VAE", parameters(config), source, manager, VaeBlocks::olderName);
    return new AutoencoderKl(config, networks, weights);
  }

  /// Makes sure that the folder `vae` of a checkpoint holds what it should and nothing else; no
  /// tensor is read.
  public static void requireWhole(Path folder) {
    var files = new ModelFolder(folder);
    var source = files.weights("diffusion_pytorch_model");
    Leftovers.requireNone(source, kept(VaeConfig.read(files.config().path()), source));
  }

  /// The names under which `source` keeps what such an autoencoder has learned.
  ///
  /// @throws WeightsException if something is missing, or has another shape
  public static Set<String> kept(VaeConfig config, TensorSource source) {
    return Weights.requireFit("VAE", parameters(config), source, VaeBlocks::olderName);
  }

  /// An autoencoder with weights that somebody else keeps, named as in a checkpoint.
  public static AutoencoderKl of(VaeConfig config, Weights weights, NDManager manager) {
    return new AutoencoderKl(config, Networks.compile(config, manager), weights);
  }

  /// What an autoencoder of this kind learns; no engine is needed to know it.
  public static List<Parameter> parameters(VaeConfig config) {
    return Stream.concat(
            Network.parameters(IMAGE, encoderOf(config)).stream(),
            Network.parameters(LATENTS, decoderOf(config)).stream())
        .toList();
  }

  private static Network.Definition encoderOf(VaeConfig config) {
    return (scope, in) -> {
      var moments = defineEncoder(config, scope, in.getFirst());
      return List.of(moments.mean(), moments.logVariance());
    };
  }

  private static Network.Definition decoderOf(VaeConfig config) {
    return (scope, in) -> List.of(defineDecoder(config, scope, in.getFirst()));
  }

  public VaeConfig config() {
    return config;
  }

  /// Pictures (B, 3, H, W) → where they lie, (B, 4, H/f, W/f) each, not scaled.
  public Moments<NDArray> encode(NDArray image) {
    long height = image.getShape().get(2);
    long width = image.getShape().get(3);
    if (height % config.factor() != 0 || width % config.factor() != 0) {
      throw new WeightsException(
          "height and width have to be multiples of %d, got %d x %d"
              .formatted(config.factor(), width, height));
    }
    var moments = encoder.run(image);
    return new Moments<>(moments.get(0), moments.get(1));
  }

  /// Latents (B, 4, h, w), not scaled → pictures (B, 3, f h, f w) in about [-1, 1].
  public NDArray decode(NDArray latents) {
    return decoder.run(latents).singletonOrThrow();
  }

  /// Pictures → the latents a UNet works on: means, times the scaling factor.
  public NDArray toLatents(NDArray image) {
    return encode(image).mean().mul(config.scalingFactor());
  }

  /// Latents as a UNet leaves them → pictures.
  public NDArray toPictures(NDArray latents) {
    return decode(latents.div(config.scalingFactor()));
  }

  /// What the encoder computes; the one definition for inference and for training.
  public static Moments<Value> defineEncoder(VaeConfig config, Scope scope, Value image) {
    var halves = new VaeBlocks(config, scope).encode(image).toFloat32().chunk(2, 1);
    return new Moments<>(
        halves.getFirst(), halves.getLast().clamp(LEAST_LOG_VARIANCE, MOST_LOG_VARIANCE));
  }

  /// What the decoder computes; the one definition for inference and for training.
  public static Value defineDecoder(VaeConfig config, Scope scope, Value latents) {
    return new VaeBlocks(config, scope).decode(latents).toFloat32();
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
    networks.encoder.close();
    networks.decoder.close();
    weights.close();
  }
}
