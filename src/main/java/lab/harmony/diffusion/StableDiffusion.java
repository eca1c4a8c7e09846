package lab.harmony.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.latents.SeededNoise;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.prompt.AdapterTag;
import lab.harmony.diffusion.sampling.Guidance;
import lab.harmony.diffusion.sampling.Sampling;
import lab.harmony.diffusion.sampling.methods.Descent;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.torch.MemoryShortage;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.ModelException;

/// Stable Diffusion 1.x, 2.x and XL (Rombach et al. 2022, Podell et al. 2023): prompts to pictures.
///
/// B pictures, R rows that go through the network, C latent channels, H and W of the latents, T
/// tokens of size D. For one platform thread at a time.
public final class StableDiffusion implements AutoCloseable {

  private final NDManager manager;
  private final ModelParts original;
  private AdaptedParts adapted;

  private StableDiffusion(ModelParts parts, Map<String, Path> adapters, NDManager manager) {
    this.original = parts;
    this.adapted = new AdaptedParts(parts, adapters, manager);
    this.manager = manager;
  }

  /// Draws with parts that somebody else keeps and closes.
  static StableDiffusion over(ModelParts parts, NDManager manager) {
    return new StableDiffusion(parts, Map.of(), manager);
  }

  /// Opens a model: a folder in the layout of diffusers, or a checkpoint in one safetensors file.
  ///
  /// @throws ModelException if it is not one that can be computed here
  public static StableDiffusion load(Path model) {
    return load(ModelSource.of(model));
  }

  /// Opens a model.
  ///
  /// @throws ModelException if it is not one that can be computed here
  public static StableDiffusion load(ModelSource source) {
    var manager = Torch.newManager();
    try {
      return new StableDiffusion(ModelParts.load(source, manager), source.adapters(), manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /// The LoRA files that requests may ask for from now on, by name. The model stays as it is.
  public void useAdapters(Map<String, Path> files) {
    adapted.close();
    adapted = new AdaptedParts(original, files, manager);
  }

  /// The width and height in pixels that the model was trained for.
  public int nativeSize() {
    return original.unet().config().sampleSize() * original.vae().config().factor();
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
    requireSameKind(requests);
    var first = requests.getFirst();
    var steps = descent(first).steps();
    var images = new ArrayList<GeneratedImage>();
    // Planes that need other adapters or another number of chunks go through the network apart.
    record Alike(List<AdapterTag> adapters, int chunks) {}
    var groups =
        requests.stream()
            .collect(
                Collectors.groupingBy(
                    request ->
                        new Alike(
                            request.allAdapters(),
                            PromptScript.chunks(request, steps, original.texts())),
                    LinkedHashMap::new,
                    Collectors.toList()));
    int before = 0;
    var made = new IdentityHashMap<GenerationRequest, GeneratedImage>();
    for (var group : groups.values()) {
      int done = before;
      int size = group.size();
      make(
              group,
              (step, total) -> listener.goOn((done * total + step * size) / requests.size(), total))
          .forEach(image -> made.put(image.request(), image));
      before += size;
    }
    requests.forEach(request -> images.add(Objects.requireNonNull(made.get(request))));
    return images;
  }

  /// Makes pictures together; in halves where memory is too small for that.
  private List<GeneratedImage> make(List<GenerationRequest> requests, StepListener listener) {
    try {
      return pictures(requests, latents(requests, listener));
    } catch (CancellationException | ModelException e) {
      throw e;
    } catch (RuntimeException e) {
      var shortage = MemoryShortage.of(e).orElseThrow(() -> e);
      var first = requests.getFirst();
      if (requests.size() == 1) {
        throw new ModelException(shortage.words(first.width(), first.height()), e);
      }
      int half = requests.size() / 2;
      var made = new ArrayList<>(make(requests.subList(0, half), listener));
      made.addAll(make(requests.subList(half, requests.size()), listener));
      return made;
    }
  }

  private List<GeneratedImage> pictures(List<GenerationRequest> requests, Latents latents) {
    if (!latents.isFinite()) {
      throw new ModelException(
          "the model gave numbers that are not finite, so there is no picture; its weights may be"
              + " damaged");
    }
    var width = requests.getFirst().width();
    var height = requests.getFirst().height();
    var planes = decode(latents);
    return IntStream.range(0, requests.size())
        .mapToObj(i ->
            new GeneratedImage(
                requests.get(i), Planes.of(planes, i * 3 * width * height, width, height)))
        .toList();
  }

  /// The latents of pictures that need the same adapters and as many chunks.
  Latents latents(List<GenerationRequest> requests, StepListener listener) {
    var first = requests.getFirst();
    var parts = adapted.with(first.allAdapters());
    var height = latentSize("height", first.height());
    var width = latentSize("width", first.width());
    var channels = parts.unet().config().inChannels();
    var sources = requests.stream().map(request -> new SeededNoise(request.seed())).toList();
    Supplier<Latents> noise =
        () ->
            Latents.stack(
                sources.stream().map(source -> source.draw(channels, height, width)).toList());
    var descent = descent(first);
    try (var scope = manager.newSubManager()) {
      var script = PromptScript.of(requests, descent.steps(), parts.texts(), scope);
      try (var prompted = new Prompted(parts, script, scope)) {
        return Sampling.run(
            first.sampler(),
            descent,
            parts.schedule(),
            script.isGuided() ? new Guidance(prompted, script.pictures()) : prompted,
            first.start().isEmpty()
                ? descent.start(noise.get())
                : descent.start(startLatents(requests, scope), noise.get()),
            noise,
            (done, _, _) -> {
              prompted.step(done);
              if (!listener.goOn(done, descent.steps())) {
                throw new CancellationException("stopped after step " + done);
              }
            });
      }
    }
  }

  private Descent descent(GenerationRequest request) {
    var whole = request.sampler().descent(original.schedule(), request.steps());
    return request.start().isEmpty() ? whole : whole.lastPart(request.strength());
  }

  /// The means of where the pictures to begin from lie in latent space.
  private Latents startLatents(List<GenerationRequest> requests, NDManager scope) {
    return Latents.stack(
        requests.stream()
            .map(request -> original.encode(request.start().orElseThrow().image(), scope))
            .toList());
  }

  /// The UNet under what the prompts say at the current step.
  private final class Prompted implements Denoiser, AutoCloseable {

    private final ModelParts parts;
    private final PromptScript script;
    private final NDManager owner;
    private NDManager held;
    private Denoiser now;
    private int step;

    Prompted(ModelParts parts, PromptScript script, NDManager owner) {
      this.parts = parts;
      this.script = script;
      this.owner = owner;
      this.held = owner.newSubManager();
      this.now = denoiser(parts, script.rows(0, held));
    }

    /// From now on the prompts of this step count, while there is one.
    void step(int next) {
      if (next < script.steps() && !script.isSame(step, next)) {
        held.close();
        held = owner.newSubManager();
        now = denoiser(parts, script.rows(next, held));
        step = next;
      }
    }

    @Override
    public Latents denoise(Latents x, NoiseLevel level) {
      return now.denoise(x, level);
    }

    @Override
    public void close() {
      held.close();
    }
  }

  /// The UNet under these prompts (R, T, D), as a denoiser.
  Denoiser denoiser(TextEncoders.Encoded rows) {
    return denoiser(original, rows);
  }

  private Denoiser denoiser(ModelParts parts, TextEncoders.Encoded rows) {
    return parts
        .schedule()
        .config()
        .prediction()
        .denoiser((input, timestep) -> {
          try (var scope = manager.newSubManager()) {
            var sample = array(input, scope); // (R, C, H, W)
            var timesteps = scope.full(new Shape(input.batch()), (float) timestep);
            var predicted =
                parts.unet().predict(sample, timesteps, condition(parts, rows, input, scope));
            return Latents.of(
                input.batch(),
                input.channels(),
                input.height(),
                input.width(),
                predicted.toFloatArray());
          }
        });
  }

  /// With the sizes of a picture that was neither cropped nor resized, where the network asks.
  private static UNet.Condition<NDArray> condition(
      ModelParts parts, TextEncoders.Encoded rows, Latents input, NDManager scope) {
    if (parts.unet().config().sizes().isEmpty()) {
      return UNet.Condition.of(rows.context());
    }
    float height = input.height() * parts.vae().config().factor();
    float width = input.width() * parts.vae().config().factor();
    var sizes = scope.create(new float[] {height, width, 0, 0, height, width}, new Shape(1, 6));
    return new UNet.Condition<>(
        rows.context(),
        Optional.of(
            new UNet.Condition.Sized<>(
                rows.pooled().orElseThrow(), sizes.repeat(0, input.batch()))));
  }

  /// Latents to pictures (B, 3, f·H, f·W) in [0, 1], one number after the other.
  float[] decode(Latents latents) {
    return new PictureDecoder(original.vae(), manager).decode(latents);
  }

  NoiseSchedule schedule() {
    return original.schedule();
  }

  NDManager manager() {
    return manager;
  }

  TextEncoders texts() {
    return original.texts();
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
    var factor = original.vae().config().factor();
    var least = 4 * factor;
    new Bounds(least, GenerationRequest.SIDE.most(), factor).require("the " + side, pixels);
    return pixels / factor;
  }

  @Override
  public void close() {
    adapted.close();
    original.close();
    manager.close();
  }
}
