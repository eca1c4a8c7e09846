package lab.harmony.diffusion;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.train.LoraCaptions;
import lab.harmony.diffusion.train.LoraData;
import lab.harmony.diffusion.train.LoraMatrices;
import lab.harmony.diffusion.train.LoraNetworks;
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

  /// How many pixels become one latent along each side.
  public int factor() {
    return parts.vae().config().factor();
  }

  public UNetConfig unetConfig() {
    return parts.unet().config();
  }

  /// What the model predicts.
  public Prediction prediction() {
    return parts.schedule().config().prediction();
  }

  /// A picture in latent space, (1, 4, h, w): the mean of its encoding, scaled.
  public Latents encode(BufferedImage image) {
    return parts.encode(image, manager);
  }

  /// What makes arrays of captions, at least as many chunks for each as the longest of `all` has.
  ///
  /// Where text encoders are not trained, each caption is encoded once and kept.
  ///
  /// @param all words that pictures are shown with
  /// @param clipSkip 1 reads the layer that the model was trained with
  public LoraCaptions captions(List<String> all, int clipSkip, boolean trainsTextEncoders) {
    var texts = parts.texts();
    int chunks = all.stream().mapToInt(words -> CaptionTokens.chunks(texts, words)).max().orElse(1);
    return trainsTextEncoders
        ? new CaptionTokens(texts, chunks)
        : new EncodedCaptions(texts, texts.skip(clipSkip), chunks, manager);
  }

  /// Begins a training, or continues the one whose checkpoints lie in `folder`. Close it before
  /// this studio.
  ///
  /// @param clipSkip 1 reads the layer that the model was trained with
  public LoraTraining train(LoraSettings settings, LoraData data, int clipSkip, Path folder) {
    var texts = parts.texts();
    var encoders =
        settings.trainsTextEncoders()
            ? texts.encoders().stream().map(TextEncoders.Encoder::network).toList()
            : List.<ClipTextEncoder>of();
    return LoraTraining.open(
        settings,
        new LoraNetworks(parts.unet(), encoders, texts.skip(clipSkip)),
        parts.schedule(),
        data,
        parts.vae().config().factor(),
        folder,
        manager);
  }

  /// Draws with the adapter as it is now.
  ///
  /// @throws java.util.concurrent.CancellationException if the listener ends it
  public List<GeneratedImage> draw(
      LoraTraining training, List<GenerationRequest> requests, StepListener listener) {
    try (var owner = manager.newSubManager()) {
      var encoders = new ArrayList<TextEncoders.Encoder>();
      for (int i = 0; i < parts.texts().encoders().size(); i++) {
        var encoder = parts.texts().encoders().get(i);
        var changes = training.changes(LoraNetworks.encoder(i), owner);
        encoders.add(
            new TextEncoders.Encoder(encoder.tokenizer(), encoder.network().with(changes)));
      }
      try (var texts = parts.texts().with(encoders);
          var unet = parts.unet().with(training.changes(LoraNetworks.UNET, owner))) {
        var adapted = new ModelParts(parts.schedule(), texts, unet, parts.vae());
        return StableDiffusion.over(adapted, owner).generate(requests, listener);
      }
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
