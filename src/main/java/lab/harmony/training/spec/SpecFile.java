package lab.harmony.training.spec;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.Optimiser;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.Prodigy;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.train.CaptionRule;
import lab.harmony.diffusion.train.LearningRate;
import lab.harmony.diffusion.train.LoraSettings;
import lab.harmony.diffusion.train.LoraTarget;
import lab.harmony.diffusion.train.SnrWeight;
import lab.harmony.models.ModelName;
import lab.harmony.training.data.DataSpec;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.yaml.Settings;
import lab.harmony.yaml.YamlProblem;
import lab.harmony.yaml.YamlProblems;

/// The YAML file of a training spec. A part that cannot be made gives way to the usual one until
/// all parts were looked at, so that every problem is told at once.
public final class SpecFile {
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Path file;
  private final Settings yaml;

  private SpecFile(Path file, Settings yaml) {
    this.file = file;
    this.yaml = yaml;
  }

  static TrainingSpec read(Path file) {
    return read(file, text(file));
  }

  public static String text(Path file) {
    try {
      if (Files.size(file) > 4L * MOST_CHARACTERS) {
        throw new TrainingProblem("%s is too large for a training spec".formatted(file));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new TrainingProblem("%s is not UTF-8 text; save it as UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new TrainingProblem("%s could not be read".formatted(file), e);
    }
  }

  /// @param file where the text lay
  static TrainingSpec read(Path file, String text) {
    try {
      var yaml = Settings.read(text, MOST_CHARACTERS, "model");
      var spec = new SpecFile(file, yaml).spec();
      yaml.finish(List.of());
      return spec;
    } catch (YamlProblems e) {
      throw new TrainingProblem(
          e.all().stream()
              .map(problem -> sentence(file, problem))
              .collect(Collectors.joining("\n")),
          e);
    }
  }

  private static String sentence(Path file, YamlProblem problem) {
    return problem.line() == 0
        ? "%s: %s".formatted(file, problem.message())
        : "%s, line %d: %s".formatted(file, problem.line(), problem.message());
  }

  private TrainingSpec spec() {
    var usualName = new ModelName("lora-v1");
    var name = yaml.text("name", usualName.value());
    var model = yaml.text("model", "doodle-base");
    var data = data();
    return new TrainingSpec(
        yaml.made(usualName, () -> new ModelName(name)),
        model,
        data,
        settings(),
        yaml.whole(
            "clip_skip",
            1,
            (int) GenerationRequest.CLIP_SKIP.least(),
            (int) GenerationRequest.CLIP_SKIP.most()),
        yaml.whole("evaluate_every", 0, 0, Integer.MAX_VALUE));
  }

  private DataSpec data() {
    var usual =
        new DataSpec(beside("dataset", "faces"), Optional.empty(), 1, 0, true, false, false);
    var dataset = yaml.text("dataset", "faces");
    var regularisation = yaml.textIfPresent("regularisation");
    var priorWeight = number("prior_weight", 1);
    var size = whole("size", 0);
    var buckets = yaml.flag("buckets", true);
    var mirror = yaml.flag("mirror", false);
    var masks = yaml.flag("masked_loss", false);
    return yaml.made(
        usual,
        () ->
            new DataSpec(
                beside("dataset", dataset),
                regularisation.map(name -> beside("regularisation", name)),
                priorWeight,
                size,
                buckets,
                mirror,
                masks));
  }

  /// A folder beside the spec. Its name stands in lists, a line for each.
  private Path beside(String setting, String name) {
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "\"%s\" must be a folder whose name has no tabs, line ends or other control characters"
              .formatted(setting));
    }
    return file.toAbsolutePath().resolveSibling(name).normalize();
  }

  private LoraSettings settings() {
    var rank = whole("rank", 16);
    var given =
        new double[] {
          rank,
          number("alpha", Math.max(1, rank) / 2.0),
          number("dropout", 0),
          number("text_encoder_learning_rate", 0),
          whole("epochs", 10),
          whole("batch", 4),
          whole("gradient_accumulation", 1),
          number("noise_offset", 0),
          number("average_decay", 0)
        };
    var parts =
        new Parts(
            learningRate(),
            optimiser(),
            snr(),
            captions(),
            targets(),
            yaml.choice(
                "precision", Precision.FLOAT32, List.of(Precision.values()), Precision::word),
            yaml.flag("gradient_checkpointing", false) ? Memory.SHORT : Memory.ENOUGH,
            whole("seed", 42));
    var usual = new double[] {16, 8, 0, 0, 10, 4, 1, 0, 0};
    for (var i = 0; i < given.length; i++) {
      var one = usual.clone();
      one[i] = given[i];
      yaml.made(parts.with(usual), () -> parts.with(one));
    }
    return yaml.made(parts.with(usual), () -> parts.with(given));
  }

  /// What belongs to the settings besides nine numbers.
  private record Parts(
      LearningRate rate,
      Optimiser optimiser,
      SnrWeight snr,
      CaptionRule captions,
      Set<LoraTarget> targets,
      Precision precision,
      Memory memory,
      long seed) {

    /// @param numbers rank, alpha, dropout, text encoders' rate, epochs, batch, accumulation, noise
    ///   offset and average decay
    LoraSettings with(double[] numbers) {
      return new LoraSettings(
          (int) numbers[0],
          numbers[1],
          numbers[2],
          targets,
          rate,
          numbers[3],
          (int) numbers[4],
          (int) numbers[5],
          (int) numbers[6],
          optimiser,
          snr,
          numbers[7],
          captions,
          numbers[8],
          precision,
          memory,
          seed);
    }
  }

  private LearningRate learningRate() {
    var usual = isProdigy() ? 1 : 1e-4;
    var curve =
        yaml.choice(
            "schedule",
            LearningRate.Curve.COSINE,
            List.of(LearningRate.Curve.values()),
            LearningRate.Curve::word);
    var peak = number("learning_rate", usual);
    var warmup = number("warmup", 0.05);
    var cycles = whole("cycles", 1);
    return yaml.made(
        new LearningRate(LearningRate.Curve.COSINE, usual, 0.05, 1),
        () -> new LearningRate(curve, peak, warmup, cycles));
  }

  private SnrWeight snr() {
    var gamma =
        yaml.has("min_snr_gamma")
            ? OptionalDouble.of(number("min_snr_gamma", 5))
            : OptionalDouble.empty();
    return yaml.made(new SnrWeight(OptionalDouble.empty()), () -> new SnrWeight(gamma));
  }

  private CaptionRule captions() {
    var dropout = number("caption_dropout", 0.05);
    var shuffle = yaml.flag("shuffle_captions", false);
    var kept = whole("keep_tags", 0);
    return yaml.made(
        new CaptionRule(0.05, false, 0), () -> new CaptionRule(dropout, shuffle, kept));
  }

  private Set<LoraTarget> targets() {
    var targets = EnumSet.noneOf(LoraTarget.class);
    for (var word : yaml.texts("targets")) {
      Arrays.stream(LoraTarget.values())
          .filter(target -> target.word().equals(word))
          .findFirst()
          .ifPresentOrElse(
              targets::add,
              () ->
                  yaml.complain(
                      "targets",
                      "\"targets\" may be attention, feed_forward, projection and convolution, got \"%s\""
                          .formatted(word)));
    }
    return targets.isEmpty() ? Set.copyOf(LoraTarget.USUAL) : targets;
  }

  private boolean isProdigy() {
    return yaml.textIfPresent("optimiser").filter("prodigy"::equalsIgnoreCase).isPresent();
  }

  private Optimiser optimiser() {
    yaml.choice("optimiser", "adamw", List.of("adamw", "prodigy"), word -> word);
    double beta1 = number("beta1", 0.9);
    double beta2 = number("beta2", 0.999);
    double epsilon = number("epsilon", 1e-8);
    double clipNorm = number("clip_norm", 1);
    double decay = number("weight_decay", isProdigy() ? 0 : 0.01);
    if (isProdigy()) {
      double first = number("first_step_size", 1e-6);
      double coefficient = number("step_size_coefficient", 1);
      return yaml.made(
          new Prodigy(1, 0.9, 0.999, 1e-8, 0, 1, 0, 1e-6, 1),
          () -> new Prodigy(1, beta1, beta2, epsilon, decay, clipNorm, 0, first, coefficient));
    }
    return yaml.made(
        new AdamW(1, 0.9, 0.999, 1e-8, 0.01, 1, 0),
        () -> new AdamW(1, beta1, beta2, epsilon, decay, clipNorm, 0));
  }

  private double number(String name, double otherwise) {
    return yaml.number(name, otherwise, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  private int whole(String name, int otherwise) {
    return yaml.whole(name, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
