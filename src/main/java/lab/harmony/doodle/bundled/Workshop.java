package lab.harmony.doodle.bundled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.SafetensorsWriter.Precision;

/// The folder in which the bundled models are made, stage by stage; a finished stage is a file, and
/// an interrupted one continues from its checkpoint.
final class Workshop {

  private static final int SHEET_COLUMNS = 8;

  private final Path folder;
  private final Path models;
  private final long seed;
  private final Duration limit;
  private final Consumer<String> log;
  private final NDManager manager;

  /// @param folder for checkpoints and intermediate results
  /// @param models where the finished model folders go
  /// @param limit for each training
  Workshop(
      Path folder,
      Path models,
      long seed,
      Duration limit,
      Consumer<String> log,
      NDManager manager) {
    this.folder = folder;
    this.models = models;
    this.seed = seed;
    this.limit = limit;
    this.log = log;
    this.manager = manager;
  }

  /// The vocabulary; it takes a second and is learned anew each time.
  TokenVocabulary vocabulary() {
    return TokenVocabulary.learn(
        VocabularyTexts.collect(new SplittableRandom(seed)), BundledSizes.VOCABULARY_SIZE);
  }

  void trainVae() {
    Path file = file("vae");
    if (!Files.exists(file)) {
      write(file, new VaeTraining(manager, seed).run(loop("vae", BundledSizes.VAE_PLAN)));
    }
  }

  void trainParts() throws IOException {
    Path file = file("doodle-parts");
    if (!Files.exists(file)) {
      write(
          file,
          new PartsTraining(manager, seed)
              .run(loop("doodle-parts", BundledSizes.PARTS_PLAN), vae()));
    }
    ModelFolders.writeParts(models.resolve("doodle-parts"), read(file), metadata("doodle-parts"));
  }

  void trainDiffusion(BundledSizes.Diffusion recipe) throws IOException {
    TokenVocabulary vocabulary = vocabulary();
    vocabulary.write(folder.resolve("tokenizer"));
    ClipTokenizer tokenizer = ClipTokenizer.load(folder.resolve("tokenizer"));
    ClipTextConfig textEncoder = BundledSizes.textEncoder(vocabulary.tokens().size());
    Path file = file(recipe.model());
    if (!Files.exists(file)) {
      AutoencoderKl vae = vae();
      log.accept("%s: drawing %d faces".formatted(recipe.model(), recipe.drawings()));
      LatentSet set =
          LatentSet.draw(
              recipe.set(),
              recipe.drawings(),
              vae,
              tokenizer,
              BundledSizes.random(seed, -1 - recipe.ordinal()),
              manager);
      Map<String, NDArray> start =
          recipe == BundledSizes.Diffusion.START
              ? Map.of()
              : read(file(BundledSizes.Diffusion.START.model()));
      SampleSheet sheet = new SampleSheet(textEncoder, tokenizer, vae, manager);
      var training =
          new DiffusionTraining(
              textEncoder, tokenizer.encode(""), manager, seed + recipe.ordinal());
      write(
          file,
          training.run(
              loop(recipe.model(), recipe.plan()),
              set,
              start,
              weights -> {
                saveSheet(recipe.model(), sheet.draw(weights));
                preview(recipe.model(), vocabulary, textEncoder, weights.arrays());
              }));
    }
    if (recipe != BundledSizes.Diffusion.START) {
      ModelFolders.writeDiffusion(
          models.resolve(recipe.model()),
          vocabulary,
          textEncoder,
          read(file("vae")),
          read(file),
          metadata(recipe.model()));
    }
  }

  private TrainingLoop loop(String name, BundledSizes.Plan plan) {
    return new TrainingLoop(name, plan, limit, folder, log);
  }

  private AutoencoderKl vae() {
    return AutoencoderKl.of(BundledSizes.VAE, Weights.of(read(file("vae"))), manager);
  }

  private Map<String, String> metadata(String name) {
    return Map.of("name", name, "seed", Long.toString(seed), "made_by", "./lab make-doodle");
  }

  private Path file(String name) {
    return folder.resolve(name + ".safetensors");
  }

  private static void write(Path file, Map<String, NDArray> weights) {
    SafetensorsWriter.write(file, weights, Precision.F32, Map.of());
  }

  private Map<String, NDArray> read(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalStateException("%s is not there yet: make that stage first".formatted(file));
    }
    SafetensorsFile kept = SafetensorsFile.open(file);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (String name : kept.names()) {
      arrays.put(name, kept.float32(name, manager));
    }
    return arrays;
  }

  /// The model as it is now, to try it while the training goes on.
  private void preview(
      String model,
      TokenVocabulary vocabulary,
      ClipTextConfig textEncoder,
      Map<String, NDArray> weights) {
    try {
      ModelFolders.writeDiffusion(
          folder.resolve("preview").resolve(model),
          vocabulary,
          textEncoder,
          read(file("vae")),
          weights,
          metadata(model));
    } catch (IOException e) {
      throw new UncheckedIOException("The preview of %s could not be written.".formatted(model), e);
    }
  }

  private void saveSheet(String name, List<BufferedImage> pictures) {
    try {
      ImageIO.write(
          PicturesInRows.of(pictures, SHEET_COLUMNS, 1.4),
          "png",
          folder.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("The sample sheet could not be written.", e);
    }
  }
}
