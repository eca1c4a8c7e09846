package lab.harmony.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.prompt.SubPrompt;
import lab.harmony.diffusion.sampling.Latents;
import lab.harmony.diffusion.tensor.Torch;
import lab.harmony.diffusion.train.LoraData;
import lab.harmony.diffusion.train.LoraExample;
import lab.harmony.diffusion.train.LoraMatrices;
import lab.harmony.diffusion.train.LoraSettings;
import lab.harmony.diffusion.train.LoraTraining;

/// A model on which LoRA adapters are trained: it encodes pictures and captions, and draws with an
/// adapter as it is at any step. The model itself stays as it is. For one platform thread at a
/// time.
public final class LoraStudio implements AutoCloseable {

  private final NDManager manager;
  private final ModelParts parts;

  private LoraStudio(ModelParts parts, NDManager manager) {
    this.parts = parts;
    this.manager = manager;
  }

  /// @throws ModelException if it is not a model that can be computed here
  public static LoraStudio open(ModelSource source) {
    var manager = Torch.newManager();
    try {
      return new LoraStudio(ModelParts.load(source, manager), manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  public UNetConfig unetConfig() {
    return parts.unet().config();
  }

  /// A picture in latent space, (1, 4, h, w): the mean of its encoding, scaled.
  public Latents encode(BufferedImage image) {
    return parts.encode(image, manager);
  }

  /// What to train on.
  ///
  /// @param captions words that pictures are shown with; the empty caption is added to them
  /// @param examples whose captions are places in `captions`
  /// @param clipSkip 1 reads the layer that the model was trained with
  public LoraData data(List<String> captions, List<LoraExample> examples, int clipSkip) {
    var texts = parts.texts();
    var all = Stream.concat(captions.stream(), Stream.of("")).toList();
    var said = all.stream().map(words -> texts.said(SubPrompt.plain(words), 0, 1)).toList();
    int chunks =
        said.stream().flatMap(one -> one.chunks().stream()).mapToInt(List::size).max().orElse(1);
    var versions = said.stream().<PromptVersion>map(one -> texts.padded(one, chunks)).toList();
    var encoded = texts.encode(versions, texts.skip(clipSkip), manager);
    var each = versions.stream().map(encoded::get).toList();
    Optional<List<NDArray>> pooled =
        parts.unet().config().sizes().isPresent()
            ? Optional.of(each.stream().map(one -> one.pooled().orElseThrow().get(0)).toList())
            : Optional.empty();
    return new LoraData(
        examples, each.stream().map(one -> one.context().get(0)).toList(), pooled, all.size() - 1);
  }

  /// Begins a training, or continues the one whose checkpoints lie in `folder`. Close it before
  /// this studio.
  public LoraTraining train(LoraSettings settings, LoraData data, Path folder) {
    return LoraTraining.open(
        settings,
        parts.unet(),
        parts.schedule(),
        data,
        parts.vae().config().factor(),
        folder,
        manager);
  }

  /// Draws with the adapter as it is now.
  public List<GeneratedImage> draw(LoraTraining training, List<GenerationRequest> requests) {
    try (var owner = manager.newSubManager();
        var adapted = parts.unet().with(training.changes(owner))) {
      return StableDiffusion.over(parts.with(adapted), owner)
          .generate(requests, StepListener.SILENT);
    }
  }

  /// Writes the adapter as it is now.
  public void write(
      LoraMatrices matrices, Path file, LoraMatrices.Naming naming, Map<String, String> metadata) {
    matrices.write(file, naming, parts.unet().config(), metadata, manager);
  }

  @Override
  public void close() {
    parts.close();
    manager.close();
  }
}
