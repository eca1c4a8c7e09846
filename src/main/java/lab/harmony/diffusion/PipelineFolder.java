package lab.harmony.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.network.VaeConfig;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.sampling.schedules.SchedulerConfig;
import lab.harmony.diffusion.weights.ModelException;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A folder in the layout in which diffusers publishes Stable Diffusion 1.x, 2.x and XL:
/// `model_index.json` and one folder for each part.
///
/// Only safetensors and plain text files are ever opened. Other formats of weights are pickle
/// files, which can run any code when they are read.
public record PipelineFolder(Path path, Kind kind, boolean zerosForNothing) {

  /// What is computed here.
  public enum Kind {
    /// Stable Diffusion 1.x and 2.x.
    STABLE_DIFFUSION("StableDiffusionPipeline"),
    /// Stable Diffusion XL: two text encoders, and a network that is told sizes.
    STABLE_DIFFUSION_XL("StableDiffusionXLPipeline");

    private final String pipeline;

    Kind(String pipeline) {
      this.pipeline = pipeline;
    }

    private static Kind of(Path path, String pipeline) {
      for (var kind : values()) {
        if (kind.pipeline.equals(pipeline)) {
          return kind;
        }
      }
      throw new ModelException(
          "%s: need a %s or a %s, got a %s"
              .formatted(
                  path,
                  STABLE_DIFFUSION.pipeline,
                  STABLE_DIFFUSION_XL.pipeline,
                  pipeline.isEmpty() ? "model without a class" : pipeline));
    }
  }

  /// Pixels for each latent.
  private static final int USUAL_FACTOR = 8;

  private static final List<String> PICKLES =
      List.of(".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".torchscript");

  private record Part(String folder, Set<String> classes, List<String> files) {}

  private static final Set<String> TOKENIZERS = Set.of("CLIPTokenizer", "CLIPTokenizerFast");
  private static final List<String> TOKENIZER_FILES = List.of("vocab.json", "merges.txt");
  private static final List<String> ENCODER_FILES = List.of("config.json", "model.safetensors");

  private static final List<Part> PARTS =
      List.of(
          new Part("scheduler", Set.of(), List.of("scheduler_config.json")),
          new Part("tokenizer", TOKENIZERS, TOKENIZER_FILES),
          new Part("text_encoder", Set.of("CLIPTextModel"), ENCODER_FILES),
          new Part(
              "unet",
              Set.of("UNet2DConditionModel"),
              List.of("config.json", "diffusion_pytorch_model.safetensors")));

  private static final Part VAE =
      new Part(
          "vae",
          Set.of("AutoencoderKL"),
          List.of("config.json", "diffusion_pytorch_model.safetensors"));

  private static final List<Part> PARTS_OF_XL =
      List.of(
          new Part("tokenizer_2", TOKENIZERS, TOKENIZER_FILES),
          new Part("text_encoder_2", Set.of("CLIPTextModelWithProjection"), ENCODER_FILES));

  /// Makes sure that everything is there.
  ///
  /// @throws ModelException if something is missing or is of a kind that cannot be computed here;
  ///   the message says what
  public static PipelineFolder check(Path path) {
    if (!Files.isDirectory(path)) {
      throw new ModelException(
          Files.exists(path)
              ? "%s is a file; a model is a folder with model_index.json in it. %s"
                  .formatted(path, aboutFile(path))
              : "there is no folder %s".formatted(path));
    }
    var index = index(path);
    var kind = Kind.of(path, index.path("_class_name").asString(""));
    for (var part : PARTS) {
      check(path, part, index);
    }
    if (Files.isDirectory(path.resolve(VAE.folder()))) {
      check(path, VAE, index);
    }
    if (kind == Kind.STABLE_DIFFUSION_XL) {
      for (var part : PARTS_OF_XL) {
        check(path, part, index);
      }
    }
    return new PipelineFolder(
        path,
        kind,
        kind == Kind.STABLE_DIFFUSION_XL
            && !index.path("force_zeros_for_empty_prompt").asString("").equals("false"));
  }

  /// Makes sure that the files of all networks hold what they should and nothing else; no tensor is
  /// read.
  ///
  /// @throws lab.harmony.diffusion.weights.WeightsException naming what is missing, of another
  ///   shape or left over
  public void requireWhole() {
    UNet.requireWhole(part("unet"));
    ClipTextEncoder.requireWhole(part("text_encoder"));
    if (kind == Kind.STABLE_DIFFUSION_XL) {
      ClipTextEncoder.requireWhole(part("text_encoder_2"));
    }
    if (hasVae()) {
      AutoencoderKl.requireWhole(part(VAE.folder()));
    }
  }

  /// Whether it has an autoencoder; without one it needs another's.
  public boolean hasVae() {
    return Files.isDirectory(part(VAE.folder()));
  }

  /// The width and height in pixels that the model was trained for, as its configurations say.
  public int nativeSize() {
    var unet = UNetConfig.read(part("unet").resolve("config.json"));
    return unet.sampleSize()
        * (hasVae() ? VaeConfig.read(part("vae").resolve("config.json")).factor() : USUAL_FACTOR);
  }

  /// What its network predicts.
  public Prediction prediction() {
    return SchedulerConfig.read(part("scheduler")).prediction();
  }

  /// The class of diffusers that it was saved by.
  public String className() {
    return kind.pipeline;
  }

  Path part(String name) {
    return path.resolve(name);
  }

  private static ObjectNode index(Path path) {
    var file = path.resolve("model_index.json");
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          "%s has no model_index.json, so it is not a model in folder layout".formatted(path));
    }
    try {
      return Json.object(file);
    } catch (IOException | JsonProblem e) {
      throw new ModelException("%s: need a JSON object, but %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void check(Path path, Part part, ObjectNode index) {
    var folder = path.resolve(part.folder());
    if (index.get(part.folder()) instanceof ArrayNode entry && entry.size() == 2) {
      var type = entry.path(1).asString("");
      if (!part.classes().isEmpty() && !part.classes().contains(type)) {
        throw new ModelException(
            "%s: the %s must be a %s, got \"%s\""
                .formatted(path, part.folder(), String.join(" or ", part.classes()), type));
      }
    } else {
      throw new ModelException("%s: model_index.json names no %s".formatted(path, part.folder()));
    }
    for (var name : part.files()) {
      requireFile(folder, name);
    }
  }

  private static void requireFile(Path folder, String name) {
    var forms =
        List.of(
            name,
            name.replace(".safetensors", ".fp16.safetensors"),
            name.replace(".safetensors", ".safetensors.index.json"),
            name.replace(".safetensors", ".fp16.safetensors.index.json"),
            name.replace(".safetensors", ".safetensors.index.fp16.json"));
    if (forms.stream().anyMatch(form -> Files.isRegularFile(folder.resolve(form)))) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new ModelException(
          "need the folder %s with %s in it; it is not there".formatted(folder, name));
    }
    try (var files = Files.list(folder)) {
      var pickle = files.filter(PipelineFolder::isPickle).findAny();
      if (name.endsWith(".safetensors") && pickle.isPresent()) {
        throw new ModelException(
            "need %s in %s, got %s. %s"
                .formatted(name, folder, pickle.get().getFileName(), aboutFile(pickle.get())));
      }
    } catch (IOException e) {
      throw new ModelException("%s cannot be read".formatted(folder), e);
    }
    throw new ModelException("need the file %s; it is not there".formatted(folder.resolve(name)));
  }

  private static String aboutFile(Path file) {
    return isPickle(file)
        ? "Files of this kind can run code when they are read and are never opened here;"
            + " convert it to safetensors."
        : "Download the folder layout of the model.";
  }

  private static boolean isPickle(Path file) {
    var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return PICKLES.stream().anyMatch(name::endsWith);
  }
}
