package lab.harmony.diffusion.checkpoint;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.network.VaeConfig;
import lab.harmony.diffusion.sampling.schedules.SchedulerConfig;
import lab.harmony.diffusion.sampling.schedules.Spacing;
import lab.harmony.diffusion.weights.Leftovers;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.ScaledTensors;
import lab.harmony.diffusion.weights.TensorSource;
import lab.harmony.diffusion.weights.WeightsException;

/// A checkpoint of Stable Diffusion 1.x, 2.x or XL in one file.
public final class SingleFile {

  private static final String CLIP = "cond_stage_model.transformer.";
  private static final String OPEN_CLIP = "cond_stage_model.model.";
  private static final String XL_CLIP = "conditioner.embedders.0.transformer.";
  private static final String XL_OPEN_CLIP = "conditioner.embedders.1.model.";

  /// Pixels for each latent.
  private static final int USUAL_FACTOR = 8;

  private final SafetensorsFile file;
  private final Recognition.Checkpoint recognised;
  private final ShapeConfigs shapes;

  /// A text encoder in the file.
  private record Text(ClipTextConfig config, TensorSource tensors) {}

  private SingleFile(SafetensorsFile file, Recognition.Checkpoint recognised) {
    this.file = file;
    this.recognised = recognised;
    this.shapes = new ShapeConfigs(file);
  }

  /// Opens a file in which everything that its networks need is there, in its shape, and nothing is
  /// left over; no tensor is read.
  ///
  /// @throws WeightsException if it is something else, lacks something or holds more; the message
  ///   says what
  public static SingleFile open(Path path) {
    var file = SafetensorsFile.open(path);
    return switch (Recognition.of(file)) {
      case Recognition.Checkpoint checkpoint -> {
        var single = new SingleFile(file, checkpoint);
        understood(file, single::requireWhole);
        yield single;
      }
      case Recognition other ->
          throw new WeightsException(
              "%s is not a checkpoint of Stable Diffusion 1.x, 2.x or XL but %s: %s"
                  .formatted(path, other.what(), other.reason()));
    };
  }

  private void requireWhole() {
    var taken = new HashSet<String>();
    var config = unetConfig();
    taken.addAll(UNet.kept(config, unetTensors(config)));
    for (var text : texts()) {
      taken.addAll(ClipTextEncoder.kept(text.config, text.tensors));
      if (recognised.architecture() == Architecture.STABLE_DIFFUSION_2) {
        var last = OPEN_CLIP + "transformer.resblocks.%d.".formatted(text.config.layers());
        file.names().stream().filter(name -> name.startsWith(last)).forEach(taken::add);
      }
    }
    if (hasVae()) {
      taken.addAll(
          AutoencoderKl.kept(vaeConfig(), vaeTensors(file, OriginalNames.VAE, vaeConfig())));
    }
    Leftovers.requireNone(file, taken);
  }

  /// Shapes that no network has lead sizes astray, which are worked out from them.
  private static void understood(SafetensorsFile file, Runnable reading) {
    try {
      reading.run();
    } catch (ArithmeticException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NoSuchElementException e) {
      throw new WeightsException(
          "%s has tensors of shapes that do not make a network together".formatted(file.path()), e);
    }
  }

  /// Whether it has an autoencoder; without one it needs another's.
  public boolean hasVae() {
    return file.names().stream().anyMatch(name -> name.startsWith(OriginalNames.VAE + "decoder."));
  }

  public Recognition.Checkpoint recognised() {
    return recognised;
  }

  /// The width and height in pixels that its family was trained for.
  public int nativeSize() {
    return recognised.architecture().latentSide()
        * (hasVae() ? vaeConfig().factor() : USUAL_FACTOR);
  }

  public UNetConfig unetConfig() {
    var pooled =
        recognised.architecture() == Architecture.STABLE_DIFFUSION_XL
            ? texts().getLast().config.projectionSize()
            : 0;
    return shapes.unet(recognised.architecture(), pooled);
  }

  public UNet unet(NDManager manager) {
    var config = unetConfig();
    return UNet.load(config, unetTensors(config), manager);
  }

  TensorSource unetTensors(UNetConfig config) {
    return tensors(file, name -> OriginalNames.unet(config, name));
  }

  private VaeConfig vaeConfig() {
    return shapes.vae(OriginalNames.VAE, scalingFactor(recognised.architecture()));
  }

  /// What latents of this family are multiplied by.
  static double scalingFactor(Architecture architecture) {
    return architecture == Architecture.STABLE_DIFFUSION_XL ? 0.13025 : 0.18215;
  }

  /// @throws WeightsException if it has none
  public AutoencoderKl vae(NDManager manager) {
    var config = vaeConfig();
    return AutoencoderKl.load(config, vaeTensors(file, OriginalNames.VAE, config), manager);
  }

  private static TensorSource vaeTensors(SafetensorsFile file, String prefix, VaeConfig config) {
    int levels = config.channels().size();
    return tensors(file, name -> OriginalNames.vae(prefix, levels, name));
  }

  private static TensorSource tensors(SafetensorsFile file, Function<String, Original> places) {
    return new OriginalTensors(new ScaledTensors(file), places);
  }

  /// The text encoders, in order: one, or two for XL.
  public List<ClipTextEncoder> textEncoders(NDManager manager) {
    return texts().stream()
        .map(text -> ClipTextEncoder.load(text.config, text.tensors, manager))
        .toList();
  }

  private List<Text> texts() {
    return switch (recognised.architecture()) {
      case STABLE_DIFFUSION_1 -> List.of(clip(CLIP));
      // Version 2 reads the layer before the last, so the last is left out.
      case STABLE_DIFFUSION_2 -> List.of(openClip(OPEN_CLIP, 1, false));
      case STABLE_DIFFUSION_XL -> List.of(clip(XL_CLIP), openClip(XL_OPEN_CLIP, 0, true));
    };
  }

  private Text clip(String prefix) {
    // Some files leave out the level that all names share.
    var whole = prefix + "text_model.";
    var root = file.contains(whole + "embeddings.token_embedding.weight") ? whole : prefix;
    return new Text(shapes.clip(root), tensors(file, name -> OriginalNames.clip(prefix, name)));
  }

  private Text openClip(String prefix, int leftOut, boolean projected) {
    return new Text(
        shapes.openClip(prefix, leftOut, projected),
        tensors(file, name -> OriginalNames.openClip(prefix, name)));
  }

  /// The schedule of the family, with what the file says of it.
  public SchedulerConfig schedule() {
    var first = SchedulerConfig.STABLE_DIFFUSION_1.withPrediction(recognised.prediction());
    var standard =
        recognised.architecture() == Architecture.STABLE_DIFFUSION_XL
            ? first.withSpacing(Spacing.LEADING)
            : first;
    return recognised.zeroTerminalSnr() ? standard.withZeroTerminalSnr() : standard;
  }

  /// Makes sure that a file holds an autoencoder, whole and nothing else; no tensor is read.
  public static void requireVae(SafetensorsFile file) {
    understood(
        file,
        () -> {
          var vae = vaeFile(file, Architecture.STABLE_DIFFUSION_1);
          Leftovers.requireNone(file, AutoencoderKl.kept(vae.config, vae.tensors));
        });
  }

  /// An autoencoder in a file of its own, in original or in diffusers' naming.
  ///
  /// @param architecture of the model it is for; decides its scaling factor
  /// @throws WeightsException if the file holds none, not all of one, or more
  public static AutoencoderKl vae(Path path, Architecture architecture, NDManager manager) {
    var file = SafetensorsFile.open(path);
    requireVae(file);
    var vae = vaeFile(file, architecture);
    return AutoencoderKl.load(vae.config, vae.tensors, manager);
  }

  private record VaeFile(VaeConfig config, TensorSource tensors) {}

  private static VaeFile vaeFile(SafetensorsFile file, Architecture architecture) {
    if (!(Recognition.of(file) instanceof Recognition.Vae vae)) {
      throw new WeightsException(
          "%s should hold an autoencoder (VAE); it holds %s"
              .formatted(file.path(), Recognition.of(file).what()));
    }
    var shapes = new ShapeConfigs(file);
    var scale = scalingFactor(architecture);
    if (!vae.original()) {
      return new VaeFile(shapes.diffusersVae(scale), new ScaledTensors(file));
    }
    var prefix = file.contains("encoder.conv_in.weight") ? "" : OriginalNames.VAE;
    var config = shapes.vae(prefix, scale);
    return new VaeFile(config, vaeTensors(file, prefix, config));
  }
}
