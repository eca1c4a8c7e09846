package lab.harmony.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.sampling.Denoiser;
import lab.harmony.diffusion.sampling.Latents;
import lab.harmony.diffusion.sampling.NoiseSchedule;
import lab.harmony.diffusion.sampling.Sampling;
import lab.harmony.diffusion.sampling.SchedulerConfig;
import lab.harmony.diffusion.sampling.SeededNoise;
import lab.harmony.diffusion.tensor.Torch;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;

/// Stable Diffusion 1.x and 2.x (Rombach et al. 2022): prompts to pictures.
///
/// B pictures, C latent channels, H and W of the latents, T tokens of size D. For one platform
/// thread at a time.
public final class StableDiffusion implements AutoCloseable {

  private static final int LARGEST_SIDE = 4096;

  private final NDManager manager;
  private final ClipTokenizer tokenizer;
  private final ClipTextEncoder textEncoder;
  private final UNet unet;
  private final AutoencoderKl vae;
  private final NoiseSchedule schedule;

  private StableDiffusion(PipelineFolder folder, NDManager manager) {
    this.manager = manager;
    this.schedule = NoiseSchedule.of(SchedulerConfig.read(folder.part("scheduler")));
    this.tokenizer = ClipTokenizer.load(folder.part("tokenizer"));
    this.textEncoder = ClipTextEncoder.load(folder.part("text_encoder"), manager);
    this.unet = UNet.load(folder.part("unet"), manager);
    this.vae = AutoencoderKl.load(folder.part("vae"), manager);
    requireFit(folder);
  }

  /// Opens a model in folder layout.
  ///
  /// @throws ModelException if it is not one that can be computed here
  public static StableDiffusion load(Path modelFolder) {
    var folder = PipelineFolder.check(modelFolder);
    var manager = Torch.newManager();
    try {
      return new StableDiffusion(folder, manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /// The width and height in pixels that the model was trained for.
  public int nativeSize() {
    return unet.config().sampleSize() * vae.config().factor();
  }

  /// Where it computes, for example `cpu()`.
  public String device() {
    return manager.getDevice().toString();
  }

  /// Makes these pictures together, in order. What is in a batch with a picture does not change it
  /// beyond the last digits of float32.
  ///
  /// @param requests all of one size, one sampler and one number of steps
  /// @throws CancellationException if the listener ends it
  public List<GeneratedImage> generate(List<GenerationRequest> requests, StepListener listener) {
    if (requests.isEmpty()) {
      return List.of();
    }
    var latents = latents(requests, listener);
    if (!latents.isFinite()) {
      throw new ModelException(
          "the model gave numbers that are not finite, so there is no picture; its weights may be damaged");
    }
    var width = requests.getFirst().width();
    var height = requests.getFirst().height();
    var planes = decode(latents);
    return IntStream.range(0, requests.size())
        .mapToObj(i ->
            new GeneratedImage(
                requests.get(i), Pictures.of(planes, i * 3 * width * height, width, height)))
        .toList();
  }

  Latents latents(List<GenerationRequest> requests, StepListener listener) {
    var first = requests.getFirst();
    requireSameKind(requests);
    var height = latentSize("height", first.height());
    var width = latentSize("width", first.width());
    var channels = unet.config().inChannels();
    var sources = requests.stream().map(request -> new SeededNoise(request.seed())).toList();
    Supplier<Latents> noise =
        () ->
            Latents.stack(
                sources.stream().map(source -> source.draw(channels, height, width)).toList());
    var descent = first.sampler().descent(schedule, first.steps());
    var conditioning = Conditioning.of(requests);
    try (var scope = manager.newSubManager()) {
      var context = encode(conditioning.prompts(), scope);
      return Sampling.run(
          first.sampler(),
          descent,
          conditioning.guide(denoiser(context)),
          noise.get(),
          noise,
          (done, _, _) -> {
            if (!listener.goOn(done, descent.steps())) {
              throw new CancellationException("stopped after step " + done);
            }
          });
    }
  }

  /// The UNet under these prompts (B, T, D), as a denoiser.
  Denoiser denoiser(NDArray context) {
    return schedule
        .config()
        .prediction()
        .denoiser((input, timestep) -> {
          try (var scope = manager.newSubManager()) {
            var sample = array(input, scope); // (B, C, H, W)
            var timesteps = scope.full(new Shape(input.batch()), (float) timestep);
            var predicted = unet.predict(sample, timesteps, context);
            return Latents.of(
                input.batch(),
                input.channels(),
                input.height(),
                input.width(),
                predicted.toFloatArray());
          }
        });
  }

  /// Prompts to what the UNet attends to, (B, T, D); each different prompt is computed once.
  NDArray encode(List<String> prompts, NDManager owner) {
    var distinct = prompts.stream().distinct().toList();
    try (var scope = manager.newSubManager()) {
      var ids =
          distinct.stream()
              .flatMapToInt(prompt -> Arrays.stream(tokenizer.encode(prompt)))
              .asLongStream()
              .toArray();
      var array = scope.create(ids, new Shape(distinct.size(), tokenizer.maxLength()));
      var encoded = textEncoder.encode(array).lastHiddenState();
      var rows = prompts.stream().mapToLong(distinct::indexOf).toArray();
      var context = encoded.get(scope.create(rows));
      context.attach(owner);
      return context;
    }
  }

  /// Latents to pictures (B, 3, f·H, f·W) in [0, 1], one number after the other.
  float[] decode(Latents latents) {
    try (var scope = manager.newSubManager()) {
      var pictures = vae.toPictures(array(latents, scope)).toFloatArray();
      for (var i = 0; i < pictures.length; i++) {
        pictures[i] = Math.clamp(pictures[i] / 2 + 0.5f, 0f, 1f);
      }
      return pictures;
    }
  }

  NoiseSchedule schedule() {
    return schedule;
  }

  NDManager manager() {
    return manager;
  }

  private static NDArray array(Latents latents, NDManager owner) {
    return owner.create(
        latents.toArray(),
        new Shape(latents.batch(), latents.channels(), latents.height(), latents.width()));
  }

  private static void requireSameKind(List<GenerationRequest> requests) {
    var first = requests.getFirst();
    for (var request : requests) {
      if (!request.fits(first)) {
        throw new IllegalArgumentException(
            "pictures of one batch need one sampler, number of steps and size, got %s and %s"
                .formatted(first, request));
      }
    }
  }

  private int latentSize(String side, int pixels) {
    var factor = vae.config().factor();
    var least = 4 * factor;
    if (pixels < least || pixels > LARGEST_SIDE || pixels % factor != 0) {
      throw new IllegalArgumentException(
          "the %s must be a multiple of %d between %d and %d, got %d"
              .formatted(side, factor, least, LARGEST_SIDE, pixels));
    }
    return pixels / factor;
  }

  private void requireFit(PipelineFolder folder) {
    var size = textEncoder.config().size();
    var wanted = unet.config().crossAttentionDim();
    if (size != wanted) {
      throw new ModelException(
          "%s: the unet needs a text encoder of size %d, got one of size %d"
              .formatted(folder.path(), wanted, size));
    }
    var positions = textEncoder.config().positions();
    if (tokenizer.maxLength() != positions) {
      throw new ModelException(
          "%s: the text encoder has %d positions, but the tokenizer makes %d tokens"
              .formatted(folder.path(), positions, tokenizer.maxLength()));
    }
  }

  @Override
  public void close() {
    textEncoder.close();
    unet.close();
    vae.close();
    manager.close();
  }
}
