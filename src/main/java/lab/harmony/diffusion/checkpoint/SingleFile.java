package lab.harmony.diffusion.checkpoint;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.network.VaeConfig;
import lab.harmony.diffusion.sampling.SchedulerConfig;
import lab.harmony.diffusion.sampling.Spacing;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.TensorSource;
import lab.harmony.diffusion.weights.WeightsException;

/// A checkpoint of Stable Diffusion 1.x, 2.x or XL in one file.
public final class SingleFile {

  private static final String CLIP = "cond_stage_model.transformer.";
  private static final String OPEN_CLIP = "cond_stage_model.model.";
  private static final String XL_CLIP = "conditioner.embedders.0.transformer.";
  private static final String XL_OPEN_CLIP = "conditioner.embedders.1.model.";

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

  /// @throws WeightsException if it is something else; the message says what
  public static SingleFile open(Path path) {
    var file = SafetensorsFile.open(path);
    return switch (Recognition.of(file)) {
      case Recognition.Checkpoint checkpoint -> new SingleFile(file, checkpoint);
      case Recognition other ->
          throw new WeightsException(
              "%s is not a checkpoint of Stable Diffusion 1.x, 2.x or XL but %s: %s"
                  .formatted(path, other.what(), other.reason()));
    };
  }

  public Recognition.Checkpoint recognised() {
    return recognised;
  }

  /// The width and height in pixels that its family was trained for.
  public int nativeSize() {
    return recognised.architecture().latentSide() * vaeConfig().factor();
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
    return new OriginalTensors(file, name -> OriginalNames.unet(config, name));
  }

  private VaeConfig vaeConfig() {
    return shapes.vae(OriginalNames.VAE, scalingFactor(recognised.architecture()));
  }

  /// What latents of this family are multiplied by.
  static double scalingFactor(Architecture architecture) {
    return architecture == Architecture.STABLE_DIFFUSION_XL ? 0.13025 : 0.18215;
  }

  public AutoencoderKl vae(NDManager manager) {
    return vae(file, OriginalNames.VAE, vaeConfig(), manager);
  }

  static AutoencoderKl vae(
      SafetensorsFile file, String prefix, VaeConfig config, NDManager manager) {
    int levels = config.channels().size();
    return AutoencoderKl.load(
        config,
        new OriginalTensors(file, name -> OriginalNames.vae(prefix, levels, name)),
        manager);
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
    return new Text(
        shapes.clip(root), new OriginalTensors(file, name -> OriginalNames.clip(prefix, name)));
  }

  private Text openClip(String prefix, int leftOut, boolean projected) {
    return new Text(
        shapes.openClip(prefix, leftOut, projected),
        new OriginalTensors(file, name -> OriginalNames.openClip(prefix, name)));
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

  /// An autoencoder in a file of its own, in original or in diffusers' naming.
  ///
  /// @param architecture of the model it is for; decides its scaling factor
  /// @throws WeightsException if the file holds none
  public static AutoencoderKl vae(Path path, Architecture architecture, NDManager manager) {
    var file = SafetensorsFile.open(path);
    if (!(Recognition.of(file) instanceof Recognition.Vae vae)) {
      throw new WeightsException(
          "%s should hold an autoencoder (VAE); it holds %s"
              .formatted(path, Recognition.of(file).what()));
    }
    var shapes = new ShapeConfigs(file);
    var scale = scalingFactor(architecture);
    if (!vae.original()) {
      return AutoencoderKl.load(shapes.diffusersVae(scale), file, manager);
    }
    var prefix = file.contains("encoder.conv_in.weight") ? "" : OriginalNames.VAE;
    return vae(file, prefix, shapes.vae(prefix, scale), manager);
  }
}
