package lab.harmony.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.EngineRequest.ImageRequest;
import lab.harmony.engine.EngineRequest.ModelFolder;
import lab.harmony.engine.EngineRequest.ModelOptions;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;

/// Everything that says how a picture came about, as its file carries it: in one order, for a file
/// is known by its bytes.
///
/// @param run in which it was made
/// @param judge that read it
record PictureFacts(
    String run,
    ImageRequest image,
    ModelOptions options,
    Recipe recipe,
    EngineEvent.Ready ready,
    Optional<ModelFolder> judge,
    Optional<EngineEvent.FaceReading> reading) {

  /// The picture that it was drawn from.
  private record Start(String sha256, double strength) {}

  /// By their names, in their order.
  Map<String, Object> all() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("format", 1);
    facts.put("run", run);
    facts.put("index", image.index());
    facts.put("model", recipe.model());
    recipe.vae().ifPresent(vae -> facts.put("vae", vae));
    options.prediction().ifPresent(what -> facts.put("prediction", what));
    options.precision().ifPresent(format -> facts.put("precision", format));
    if (!recipe.adapters().isEmpty()) {
      facts.put(
          "adapters",
          recipe.adapters().stream()
              .map(adapter -> new FileUse(adapter.name(), adapter.sha256()))
              .toList());
    }
    facts.put("prompt", image.prompt());
    facts.put("negativePrompt", image.negativePrompt());
    facts.put("guidanceScale", image.guidanceScale());
    facts.put("seed", image.seed());
    facts.put("sampler", recipe.sampler());
    facts.put("steps", recipe.steps());
    if (recipe.clipSkip() > 1) {
      facts.put("clipSkip", recipe.clipSkip());
    }
    recipe.start().ifPresent(from -> facts.put("start", new Start(from.sha256(), from.strength())));
    facts.put("width", recipe.width());
    facts.put("height", recipe.height());
    facts.put("device", ready.device());
    facts.put("versions", ready.versions());
    judge.ifPresent(read -> facts.put("judge", new FileUse(read.name(), read.sha256())));
    reading.ifPresent(read -> facts.put("reading", read));
    return facts;
  }
}
