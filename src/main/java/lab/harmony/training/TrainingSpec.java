package lab.harmony.training;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
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
import lab.harmony.models.Model;
import lab.harmony.models.ModelName;
import lab.harmony.training.data.DataSpec;
import lab.harmony.training.data.TrainingProblem;

/// What a LoRA training is asked to do, as its YAML file says it.
///
/// @param name of the adapter, and of the training
/// @param model to train on
/// @param evaluateEvery after how many epochs the fixed prompts are drawn and judged; 0 never
public record TrainingSpec(
    ModelName name,
    String model,
    DataSpec data,
    LoraSettings settings,
    int clipSkip,
    int evaluateEvery) {

  public TrainingSpec {
    if (evaluateEvery < 0 || clipSkip < 1 || clipSkip > 12) {
      throw new IllegalArgumentException(
          "\"evaluate_every\" must be at least 0 and \"clip_skip\" from 1 to 12, got %d and %d"
              .formatted(evaluateEvery, clipSkip));
    }
  }

  /// Reads a spec. Relative folders lie beside it.
  ///
  /// @throws TrainingProblem naming the line and what was expected
  public static TrainingSpec read(Path file) {
    var yaml = SpecYaml.read(file);
    try {
      var spec =
          new TrainingSpec(
              new ModelName(yaml.text("name", "lora-v1")),
              yaml.text("model", "doodle-base"),
              data(yaml, file),
              settings(yaml),
              yaml.whole("clip_skip", 1),
              yaml.whole("evaluate_every", 0));
      yaml.requireNoMore();
      return spec;
    } catch (IllegalArgumentException e) {
      throw new TrainingProblem("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static DataSpec data(SpecYaml yaml, Path file) {
    var beside = file.toAbsolutePath();
    return new DataSpec(
        beside.resolveSibling(yaml.text("dataset", "faces")).normalize(),
        yaml.textIfPresent("regularisation").map(name -> beside.resolveSibling(name).normalize()),
        yaml.number("prior_weight", 1),
        yaml.whole("size", 0),
        yaml.flag("buckets", true),
        yaml.flag("mirror", false),
        yaml.flag("masked_loss", false));
  }

  private static LoraSettings settings(SpecYaml yaml) {
    int rank = yaml.whole("rank", 16);
    return new LoraSettings(
        rank,
        yaml.number("alpha", rank / 2.0),
        yaml.number("dropout", 0),
        targets(yaml),
        new LearningRate(
            yaml.choice(
                "schedule",
                LearningRate.Curve.COSINE,
                List.of(LearningRate.Curve.values()),
                LearningRate.Curve::word),
            yaml.number("learning_rate", isProdigy(yaml) ? 1 : 1e-4),
            yaml.number("warmup", 0.05),
            yaml.whole("cycles", 1)),
        yaml.number("text_encoder_learning_rate", 0),
        yaml.whole("epochs", 10),
        yaml.whole("batch", 4),
        yaml.whole("gradient_accumulation", 1),
        optimiser(yaml),
        new SnrWeight(
            yaml.textIfPresent("min_snr_gamma").isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(yaml.number("min_snr_gamma", 5))),
        yaml.number("noise_offset", 0),
        new CaptionRule(
            yaml.number("caption_dropout", 0.05),
            yaml.flag("shuffle_captions", false),
            yaml.whole("keep_tags", 0)),
        yaml.number("average_decay", 0),
        yaml.choice("precision", Precision.FLOAT32, List.of(Precision.values()), Precision::word),
        yaml.flag("gradient_checkpointing", false) ? Memory.SHORT : Memory.ENOUGH,
        yaml.whole("seed", 42));
  }

  private static Set<LoraTarget> targets(SpecYaml yaml) {
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
    return targets;
  }

  private static boolean isProdigy(SpecYaml yaml) {
    return yaml.choice("optimiser", "adamw", List.of("adamw", "prodigy"), word -> word)
        .equals("prodigy");
  }

  private static Optimiser optimiser(SpecYaml yaml) {
    double beta1 = yaml.number("beta1", 0.9);
    double beta2 = yaml.number("beta2", 0.999);
    double epsilon = yaml.number("epsilon", 1e-8);
    double clipNorm = yaml.number("clip_norm", 1);
    return isProdigy(yaml)
        ? new Prodigy(
            1,
            beta1,
            beta2,
            epsilon,
            yaml.number("weight_decay", 0),
            clipNorm,
            0,
            yaml.number("first_step_size", 1e-6),
            yaml.number("step_size_coefficient", 1))
        : new AdamW(1, beta1, beta2, epsilon, yaml.number("weight_decay", 0.01), clipNorm, 0);
  }

  /// The same for so many epochs.
  public TrainingSpec withEpochs(int epochs) {
    return new TrainingSpec(
        name, model, data, settings.withEpochs(epochs), clipSkip, evaluateEvery);
  }

  /// The same with the size that pictures get on this model.
  TrainingSpec on(Model found) {
    return data.size() == 0
        ? new TrainingSpec(
            name, model, data.withSize(found.nativeSize()), settings, clipSkip, evaluateEvery)
        : this;
  }

  /// Everything that is asked for, by name, as it is kept and shown.
  Map<String, Object> facts(Model found) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", name.value());
    facts.put("model", found.name().value());
    facts.put("modelSha256", found.sha256());
    facts.put("dataset", String.valueOf(data.dataset().getFileName()));
    facts.put(
        "regularisation",
        data.regularisation().map(Path::getFileName).map(Path::toString).orElse("none"));
    facts.put("priorWeight", data.priorWeight());
    facts.put("size", data.size());
    facts.put("buckets", data.buckets());
    facts.put("mirror", data.mirror());
    facts.put("maskedLoss", data.masks());
    facts.put("rank", settings.rank());
    facts.put("alpha", settings.alpha());
    facts.put("dropout", settings.dropout());
    facts.put(
        "targets",
        String.join(", ", settings.targets().stream().map(LoraTarget::word).sorted().toList()));
    facts.put("learningRate", settings.learningRate().peak());
    facts.put("textEncoderLearningRate", settings.textEncoderRate());
    facts.put("schedule", settings.learningRate().curve().word());
    facts.put("warmup", settings.learningRate().warmup());
    facts.put("cycles", settings.learningRate().cycles());
    facts.put("epochs", settings.epochs());
    facts.put("batch", settings.batch());
    facts.put("gradientAccumulation", settings.accumulation());
    facts.put("optimiser", settings.optimiser().word());
    facts.putAll(optimiserFacts());
    facts.put("minSnrGamma", settings.snr().gamma().orElse(0));
    facts.put("noiseOffset", settings.noiseOffset());
    facts.put("captionDropout", settings.captions().dropout());
    facts.put("shuffleCaptions", settings.captions().shuffle());
    facts.put("keepTags", settings.captions().keptTags());
    facts.put("averageDecay", settings.averageDecay());
    facts.put("precision", settings.precision().word());
    facts.put("gradientCheckpointing", settings.memory() == Memory.SHORT);
    facts.put("clipSkip", clipSkip);
    facts.put("evaluateEvery", evaluateEvery);
    facts.put("seed", settings.seed());
    return facts;
  }

  private Map<String, Object> optimiserFacts() {
    var facts = new LinkedHashMap<String, Object>();
    switch (settings.optimiser()) {
      case AdamW rule -> {
        facts.put("weightDecay", rule.weightDecay());
        facts.put("betas", "%s, %s".formatted(rule.beta1(), rule.beta2()));
        facts.put("epsilon", rule.epsilon());
      }
      case Prodigy rule -> {
        facts.put("weightDecay", rule.weightDecay());
        facts.put("betas", "%s, %s".formatted(rule.beta1(), rule.beta2()));
        facts.put("epsilon", rule.epsilon());
        facts.put("firstStepSize", rule.firstStepSize());
        facts.put("stepSizeCoefficient", rule.coefficient());
      }
    }
    facts.put("clipNorm", settings.optimiser().clipNorm());
    return facts;
  }
}
