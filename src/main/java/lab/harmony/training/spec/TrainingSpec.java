package lab.harmony.training.spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.Prodigy;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.train.LoraSettings;
import lab.harmony.diffusion.train.LoraTarget;
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
    if (evaluateEvery < 0 || !GenerationRequest.CLIP_SKIP.allow(clipSkip)) {
      throw new IllegalArgumentException(
          "\"evaluate_every\" must be at least 0 and \"clip_skip\" from 1 to 12, got %d and %d"
              .formatted(evaluateEvery, clipSkip));
    }
  }

  /// Reads a spec. Relative folders lie beside it.
  ///
  /// @throws TrainingProblem naming everything that is wrong, each with its line
  public static TrainingSpec read(Path file) {
    return SpecFile.read(file);
  }

  /// The same of a text that lay in a file.
  ///
  /// @throws TrainingProblem naming everything that is wrong, each with its line
  public static TrainingSpec read(Path file, String text) {
    return SpecFile.read(file, text);
  }

  /// The same for so many epochs.
  public TrainingSpec withEpochs(int epochs) {
    return new TrainingSpec(
        name, model, data, settings.withEpochs(epochs), clipSkip, evaluateEvery);
  }

  /// The same with the size that pictures get on this model.
  public TrainingSpec on(Model found) {
    return data.size() == 0
        ? new TrainingSpec(
            name, model, data.withSize(found.nativeSize()), settings, clipSkip, evaluateEvery)
        : this;
  }

  /// Everything that is asked for, by name, as it is kept and shown.
  public Map<String, Object> facts(Model found) {
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
