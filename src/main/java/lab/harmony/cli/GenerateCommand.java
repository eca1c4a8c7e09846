package lab.harmony.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.diffusion.prompt.AdapterTag;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.engine.EngineEvent;
import lab.harmony.engine.EngineRequest.AdapterFile;
import lab.harmony.engine.EngineRequest.Generate;
import lab.harmony.engine.EngineRequest.ImageRequest;
import lab.harmony.engine.EngineRequest.Load;
import lab.harmony.engine.EngineRequest.ModelFolder;
import lab.harmony.engine.EngineRequest.ModelOptions;
import lab.harmony.engine.OneRun;
import lab.harmony.json.Json;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.work.process.DeviceTurn;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Makes one picture in an engine process of its own, whether or not the lab is running.
@Needs(Right.COMPUTE)
@Command(
    name = "generate",
    description = "Makes one picture and writes it as PNG, with its prompt and settings inside.",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--model", required = true, description = "Name of the model; see lab models.")
  String model;

  @Option(
      names = "--prompt",
      required = true,
      description = "What to draw; <lora:NAME:0.8> draws with an adapter.")
  String prompt;

  @Option(
      names = "--negative",
      defaultValue = "",
      description = "What to keep away from (default: nothing).")
  String negative;

  @Option(
      names = "--seed",
      required = true,
      description = "Number the noise starts from; the same seed makes the same picture.")
  long seed;

  @Option(
      names = "--steps",
      defaultValue = "" + Recipe.USUAL_STEPS,
      description = "Steps (default: ${DEFAULT-VALUE}).")
  int steps;

  @Option(
      names = "--cfg",
      defaultValue = "" + Recipe.USUAL_GUIDANCE,
      description = "Guidance scale (default: ${DEFAULT-VALUE}).")
  double guidanceScale;

  @Option(
      names = "--sampler",
      defaultValue = Recipe.USUAL_SAMPLER,
      description = "Sampler (default: ${DEFAULT-VALUE}).")
  String sampler;

  @Option(names = "--width", description = "Pixels (default: what the model draws best).")
  @Nullable Integer width;

  @Option(names = "--height", description = "Pixels (default: what the model draws best).")
  @Nullable Integer height;

  @Option(
      names = "--clip-skip",
      defaultValue = "" + Recipe.USUAL_CLIP_SKIP,
      description =
          "2 reads the text encoder a layer before its last, and so on (default:"
              + " ${DEFAULT-VALUE}).")
  int clipSkip;

  @Option(
      names = "--precision",
      defaultValue = Recipe.USUAL_PRECISION,
      description = "Of the UNet: float32, bfloat16 or float16 (default: ${DEFAULT-VALUE}).")
  String precision;

  @Option(
      names = "--prediction",
      description = "What the model predicts, where it does not say: epsilon or velocity.")
  @Nullable String prediction;

  @Option(
      names = "--vae",
      description = "Name of an autoencoder to use instead of the model's own; see lab models.")
  @Nullable String vae;

  @Option(names = "--start", description = "A picture to begin from (image to image).")
  @Nullable Path start;

  @Option(
      names = "--strength",
      defaultValue = "" + Recipe.USUAL_STRENGTH,
      description =
          "With --start: how much of the way is gone again, up to 1 (default: ${DEFAULT-VALUE}).")
  double strength;

  @Option(
      names = {"-o", "--output"},
      required = true,
      description = "The PNG file to write; one that is there is replaced.")
  Path output;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  private final Supplier<HarmonySettings> settings;

  GenerateCommand() {
    this(HarmonySettings::read);
  }

  GenerateCommand(Supplier<HarmonySettings> settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    checkWords();
    var catalogue = new FolderCatalogue(settings.get().data());
    ModelsCommand.awaitReading(catalogue, spec.commandLine().getErr());
    var found = find(catalogue);
    sayHowItIsRead();
    var recipe = recipe(found, catalogue);
    var image = generate(found, recipe, catalogue);
    var out = spec.commandLine().getOut();
    if (json) {
      printJson(out, found, recipe, image);
    } else {
      out.println(output);
    }
    out.flush();
    return 0;
  }

  /// What is wrong with the call itself is said before anything is started.
  private void checkWords() {
    try {
      Sampler.byName(sampler);
      Precision.byWord(precision);
      if (prediction != null) {
        Prediction.byWord(prediction);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (Files.isDirectory(output)) {
      throw new ParameterException(
          spec.commandLine(), "-o must be a file, but %s is a folder".formatted(output));
    }
  }

  private void sayHowItIsRead() {
    var err = spec.commandLine().getErr();
    Prompt.parse(prompt, PromptSyntax.WEIGHTED).notes().forEach(err::println);
    Prompt.parseNegative(negative, PromptSyntax.WEIGHTED)
        .notes()
        .forEach(note -> err.println("Negative prompt: " + note));
    err.flush();
  }

  private Model find(ModelCatalogue catalogue) {
    try {
      return catalogue
          .find(new ModelName(model))
          .orElseThrow(() -> new IllegalArgumentException(catalogue.missing(model)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /// What decides the picture.
  private Recipe recipe(Model found, ModelCatalogue catalogue) {
    try {
      var recipe =
          new Recipe(
                  new FileUse(found.name().value(), found.sha256()),
                  Optional.ofNullable(vae)
                      .map(name -> vae(name, catalogue))
                      .map(file -> new FileUse(file.name(), file.sha256())),
                  adapters(catalogue).stream()
                      .map(one -> AdapterUse.of(one.name(), one.sha256()))
                      .toList(),
                  Optional.ofNullable(prediction),
                  Optional.of(precision),
                  clipSkip,
                  Sampler.byName(sampler).displayName(),
                  steps,
                  width == null ? found.nativeSize() : width,
                  height == null ? found.nativeSize() : height,
                  List.of(),
                  Optional.ofNullable(start).stream().map(this::start).toList())
              .of(new Recipe.Drawing(prompt, guidanceScale));
      recipe
          .outOfBounds()
          .ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
          });
      return recipe;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /// Those among the models, and those that the prompt names and a training kept on its way.
  private List<AdapterFile> adapters(ModelCatalogue catalogue) {
    var listed = catalogue.adapters();
    var kept =
        Prompt.parse(prompt, PromptSyntax.WEIGHTED).adapters().stream()
            .map(AdapterTag::name)
            .distinct()
            .filter(name -> listed.stream().noneMatch(one -> one.name().value().equals(name)))
            .flatMap(name -> catalogue.kept(name).stream());
    return Stream.concat(listed.stream(), kept)
        .map(one -> new AdapterFile(one.name().value(), one.file(), one.sha256()))
        .toList();
  }

  private Condition start(Path picture) {
    try {
      return new Condition.Start(picture.toString(), Sha256.of(picture).hex(), strength);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(
          "the picture to begin from, %s, cannot be read".formatted(picture), e);
    }
  }

  private EngineEvent.Image generate(Model found, Recipe recipe, ModelCatalogue catalogue) {
    var file = output.toAbsolutePath().normalize();
    var request =
        new Generate(
            "generate",
            Objects.requireNonNull(file.getParent(), "a file has a folder"),
            List.of(
                new ImageRequest(
                    0,
                    prompt,
                    negative,
                    guidanceScale,
                    seed,
                    file.getFileName().toString(),
                    Map.of())),
            recipe,
            recipe.conditions().stream()
                .collect(Collectors.toMap(Condition::sha256, _ -> startFile(), (one, _) -> one)));
    var err = spec.commandLine().getErr();
    var adapters = adapters(catalogue);
    var options =
        new ModelOptions(
            Optional.ofNullable(vae).map(name -> vae(name, catalogue)),
            Optional.ofNullable(prediction),
            Optional.of(precision));
    var load = new Load(folder(found), options, Optional.of(folder(catalogue.judge())), adapters);
    var device = device(settings.get());
    try (var turn = DeviceTurn.on(settings.get().dataRoot(), device.name())) {
      if (!turn.tryTake()) {
        err.println("Something else is computed on the device; this waits for it.");
        err.flush();
        turn.await(() -> {});
      }
      return OneRun.make(
              device,
              load,
              request,
              step -> {
                err.print("\rstep %d of %d".formatted(step.done(), step.total()));
                if (step.done() == step.total()) {
                  err.println();
                }
                err.flush();
              })
          .getFirst();
    }
  }

  private Path startFile() {
    return Objects.requireNonNull(start, "a picture to begin from").toAbsolutePath().normalize();
  }

  private ModelFolder vae(String name, ModelCatalogue catalogue) {
    return catalogue.vaes().stream()
        .filter(one -> one.name().value().equals(ModelName.composed(name)))
        .findFirst()
        .map(one -> new ModelFolder(one.file(), one.name().value(), one.sha256()))
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "there is no autoencoder \"%s\"; there are: %s"
                    .formatted(
                        name,
                        String.join(
                            ", ",
                            catalogue.vaes().stream().map(one -> one.name().value()).toList()))));
  }

  private static ModelFolder folder(Model model) {
    return new ModelFolder(model.folder(), model.name().value(), model.sha256());
  }

  private void printJson(PrintWriter out, Model found, Recipe recipe, EngineEvent.Image image) {
    var result = new LinkedHashMap<String, Object>();
    result.put("file", output.toString());
    result.put("sha256", image.sha256());
    result.put("model", Map.of("name", found.name().value(), "sha256", found.sha256()));
    result.put("seed", seed);
    result.put("recipe", recipe.facts());
    image.reading().ifPresent(reading -> result.put("reading", reading));
    out.println(Json.MAPPER.writeValueAsString(result));
  }

  /// What it is computed on, as runs and trainings are.
  static DeviceSettings device(HarmonySettings settings) {
    return DeviceSettings.standard(settings.threads());
  }
}
