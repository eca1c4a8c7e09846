package lab.harmony.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lab.harmony.diffusion.GeneratedImage;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.StableDiffusion;
import lab.harmony.diffusion.StartPicture;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.engine.EngineRequest.AdapterFile;
import lab.harmony.engine.EngineRequest.Generate;
import lab.harmony.engine.EngineRequest.ImageRequest;
import lab.harmony.engine.EngineRequest.ModelFolder;
import lab.harmony.json.Json;
import lab.harmony.pictures.PictureProblem;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.Recipe;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;

/// Where pictures are made: the model that is open, and the judge beside it.
final class Studio implements AutoCloseable {

  /// @param load what was asked for, without the judge
  private record OpenModel(EngineRequest.Load load, StableDiffusion pipeline) {}

  private final Consumer<EngineEvent> events;
  private final EngineEvent.Ready ready;
  private final ModelShelf shelf = new ModelShelf(halfOfMemory());
  private @Nullable OpenModel model;
  private @Nullable Judge judge;

  /// @throws lab.harmony.diffusion.weights.ModelException if the parts of DJL do not fit each other
  Studio(Consumer<EngineEvent> events) {
    this.events = events;
    this.ready = describe();
  }

  EngineEvent.Ready ready() {
    return ready;
  }

  private static EngineEvent.Ready describe() {
    Torch.requireFit();
    var engine = Engine.getInstance();
    var versions = new LinkedHashMap<String, String>();
    versions.put("java", Runtime.version().toString());
    versions.put("djl", Engine.getDjlVersion());
    versions.put("libtorch", engine.getVersion());
    return new EngineEvent.Ready(
        name(engine.defaultDevice()),
        Integer.getInteger(
            "ai.djl.pytorch.num_threads", Runtime.getRuntime().availableProcessors()),
        versions);
  }

  private static String name(Device device) {
    return device.isGpu() ? "cuda" + device.getDeviceId() : "cpu";
  }

  void load(EngineRequest.Load load) {
    var before = model;
    var pipeline = shelf.get(load.model(), load.options());
    model = new OpenModel(load, pipeline);
    if (before == null
        || before.pipeline() != pipeline
        || !before.load().adapters().equals(load.adapters())) {
      pipeline.useAdapters(
          load.adapters().stream().collect(Collectors.toMap(AdapterFile::name, AdapterFile::file)));
    }
    if (judge == null || !load.judge().equals(Optional.of(judge.folder()))) {
      closeJudge();
      judge = load.judge().map(Judge::load).orElse(null);
    }
    events.accept(new EngineEvent.Loaded(load.model().name(), load.judge().map(ModelFolder::name)));
  }

  void generate(Generate run, BooleanSupplier cancelled) {
    var open = model;
    if (open == null) {
      throw new IllegalStateException("no model is loaded");
    }
    var recipe = run.recipe();
    var sampler = Sampler.byName(recipe.sampler());
    var start = recipe.start().map(from -> start(from, run));
    var total = run.images().size() * recipe.steps();
    // Each alone: what is computed together with others differs from it in the last digits, and a
    // picture is the same whatever it was asked for with.
    for (int at = 0; at < run.images().size(); at++) {
      var image = run.images().get(at);
      var before = at * recipe.steps();
      var made =
          open.pipeline()
              .generate(
                  List.of(request(image, run, sampler, start)),
                  (done, steps) -> {
                    // A picture that begins from another goes only a part of the way.
                    var counted = before + done * recipe.steps() / steps;
                    events.accept(new EngineEvent.Step(run.run(), counted, total));
                    return !cancelled.getAsBoolean();
                  });
      finish(run, image, made.getFirst(), open);
    }
  }

  private static StartPicture start(Condition.Start from, Generate run) {
    var picture = picture(from, run);
    try {
      return new StartPicture(
          CroppedPicture.read(picture, run.recipe().width(), run.recipe().height()),
          from.strength());
    } catch (PictureProblem problem) {
      throw new UncheckedIOException(
          problem.of("the picture to begin from, %s,".formatted(picture)), problem);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the picture to begin from, %s, cannot be read".formatted(picture), e);
    }
  }

  /// Where the picture lies that a condition brings.
  private static Path picture(Condition condition, Generate run) {
    return Optional.ofNullable(run.pictures().get(condition.sha256()))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the request does not say where the picture of \"%s\" lies"
                    .formatted(condition.fact().text())));
  }

  private static GenerationRequest request(
      ImageRequest image, Generate run, Sampler sampler, Optional<StartPicture> start) {
    var recipe = run.recipe();
    return new GenerationRequest(
        image.prompt(),
        image.negativePrompt(),
        PromptSyntax.WEIGHTED,
        recipe.clipSkip(),
        List.of(),
        image.guidanceScale(),
        image.seed(),
        sampler,
        recipe.steps(),
        recipe.width(),
        recipe.height(),
        start);
  }

  private static long halfOfMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
        / 2;
  }

  private void finish(Generate run, ImageRequest image, GeneratedImage made, OpenModel open) {
    var reading = reading(made);
    var recipe = run.recipe().of(new Recipe.Drawing(image.prompt(), image.guidanceScale()));
    var texts = new LinkedHashMap<String, String>();
    texts.put(
        PngMetadata.PARAMETERS,
        new GenerationParameters(image.prompt(), image.negativePrompt(), image.seed(), recipe)
            .text());
    texts.put(
        PngMetadata.HARMONY,
        Json.LINE.writeValueAsString(
            new PictureFacts(
                    run.run(),
                    image,
                    open.load().options(),
                    recipe,
                    ready,
                    Optional.ofNullable(judge).map(Judge::folder),
                    reading)
                .all()));
    image.textChunks().forEach(texts::putIfAbsent);
    var png = PngMetadata.png(made.image(), texts);
    AtomicFiles.write(file(run.folder(), image.file()), png);
    events.accept(
        new EngineEvent.Image(
            run.run(), image.index(), image.file(), Sha256.of(png).hex(), reading));
  }

  private static Path file(Path folder, String name) {
    return SafePath.inside(folder, name);
  }

  private Optional<EngineEvent.FaceReading> reading(GeneratedImage made) {
    return Optional.ofNullable(judge).map(one -> one.read(List.of(made.image())).getFirst());
  }

  private void closeJudge() {
    if (judge != null) {
      judge.close();
      judge = null;
    }
  }

  @Override
  public void close() {
    shelf.close();
    closeJudge();
  }
}
