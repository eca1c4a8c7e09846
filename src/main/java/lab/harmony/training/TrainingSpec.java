package lab.harmony.training;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.train.LearningRate;
import lab.harmony.diffusion.train.LoraSettings;
import lab.harmony.diffusion.train.LoraTarget;
import lab.harmony.diffusion.train.SnrWeight;
import lab.harmony.models.ModelName;

/// What a LoRA training is asked to do, as its YAML file says it.
///
/// @param name of the adapter, and of the training
/// @param model to train on
/// @param dataset folder with the pictures
/// @param size of the pictures in pixels; 0 stands for what the model draws best
/// @param evaluateEvery after how many epochs the fixed prompts are drawn and judged; 0 never
public record TrainingSpec(
    ModelName name,
    String model,
    Path dataset,
    int size,
    int rank,
    double alpha,
    List<LoraTarget> targets,
    double learningRate,
    LearningRate.Curve schedule,
    double warmup,
    int epochs,
    int batch,
    double weightDecay,
    double clipNorm,
    OptionalDouble minSnrGamma,
    double noiseOffset,
    double captionDropout,
    double averageDecay,
    int clipSkip,
    int evaluateEvery,
    long seed) {

  private static final List<String> NAMES =
      List.of(
          "name",
          "model",
          "dataset",
          "size",
          "rank",
          "alpha",
          "targets",
          "learning_rate",
          "schedule",
          "warmup",
          "epochs",
          "batch",
          "weight_decay",
          "clip_norm",
          "min_snr_gamma",
          "noise_offset",
          "caption_dropout",
          "average_decay",
          "clip_skip",
          "evaluate_every",
          "seed");

  /// Reads a spec. A relative dataset lies beside it.
  ///
  /// @throws TrainingProblem naming the line and what was expected
  public static TrainingSpec read(Path file) {
    var yaml = SpecYaml.read(file, NAMES);
    int rank = yaml.whole("rank", 16);
    var targets = EnumSet.noneOf(LoraTarget.class);
    var usual = LoraTarget.USUAL.stream().map(LoraTarget::word).toList();
    for (var word : yaml.texts("targets", usual)) {
      targets.add(
          List.of(LoraTarget.values()).stream()
              .filter(target -> target.word().equals(word))
              .findFirst()
              .orElseThrow(() ->
                  yaml.problem(
                      "targets",
                      "\"targets\" may be attention, feed_forward, projection and convolution, got \"%s\""
                          .formatted(word))));
    }
    try {
      var spec =
          new TrainingSpec(
              new ModelName(yaml.text("name", "lora-v1")),
              yaml.text("model", "doodle-base"),
              file.toAbsolutePath().resolveSibling(yaml.text("dataset", "faces")).normalize(),
              yaml.whole("size", 0),
              rank,
              yaml.number("alpha", rank / 2.0),
              List.copyOf(targets),
              yaml.number("learning_rate", 1e-4),
              yaml.choice(
                  "schedule",
                  LearningRate.Curve.COSINE,
                  List.of(LearningRate.Curve.values()),
                  LearningRate.Curve::word),
              yaml.number("warmup", 0.05),
              yaml.whole("epochs", 10),
              yaml.whole("batch", 4),
              yaml.number("weight_decay", 0.01),
              yaml.number("clip_norm", 1),
              yaml.textIfPresent("min_snr_gamma").isEmpty()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(yaml.number("min_snr_gamma", 5)),
              yaml.number("noise_offset", 0),
              yaml.number("caption_dropout", 0.05),
              yaml.number("average_decay", 0),
              yaml.whole("clip_skip", 1),
              yaml.whole("evaluate_every", 0),
              yaml.whole("seed", 42));
      // Numbers that cannot be used are said before anything is read or opened.
      spec.settings(1);
      return spec;
    } catch (IllegalArgumentException e) {
      throw new TrainingProblem("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  public TrainingSpec {
    targets = List.copyOf(targets);
    if (epochs < 1 || epochs > 10_000) {
      throw new IllegalArgumentException("\"epochs\" must be from 1 to 10000, got " + epochs);
    }
    if (!(warmup >= 0 && warmup <= 1)) {
      throw new IllegalArgumentException(
          "\"warmup\" is a part of all steps, from 0 to 1, got " + warmup);
    }
    if (evaluateEvery < 0 || clipSkip < 1 || clipSkip > 12) {
      throw new IllegalArgumentException(
          "\"evaluate_every\" must be at least 0 and \"clip_skip\" from 1 to 12, got %d and %d"
              .formatted(evaluateEvery, clipSkip));
    }
  }

  /// The same for so many epochs.
  public TrainingSpec withEpochs(int other) {
    return new TrainingSpec(
        name,
        model,
        dataset,
        size,
        rank,
        alpha,
        targets,
        learningRate,
        schedule,
        warmup,
        other,
        batch,
        weightDecay,
        clipNorm,
        minSnrGamma,
        noiseOffset,
        captionDropout,
        averageDecay,
        clipSkip,
        evaluateEvery,
        seed);
  }

  LoraSettings settings(long stepsPerEpoch) {
    long steps = epochs * stepsPerEpoch;
    return new LoraSettings(
        rank,
        alpha,
        EnumSet.copyOf(targets),
        new LearningRate(schedule, learningRate, Math.round(warmup * steps), steps, 1),
        batch,
        AdamW.STANDARD.withWeightDecay(weightDecay).withClipNorm(clipNorm),
        new SnrWeight(minSnrGamma),
        noiseOffset,
        captionDropout,
        averageDecay,
        seed);
  }
}
