package lab.harmony.runs.store;

import java.util.List;
import java.util.Optional;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import org.jspecify.annotations.Nullable;

/// A spec of format 1, as labs wrote it before there was a recipe. It is only read: runs keep the
/// spec that they were made by, and these are sealed.
record FormerSpec(
    String experiment,
    String cellId,
    String model,
    String modelSha256,
    String judge,
    String judgeSha256,
    String sampler,
    int steps,
    int width,
    int height,
    List<MatrixPrompt> prompts,
    String codeVersion,
    @Nullable List<FileUse> adapters,
    @Nullable Options options) {

  /// What was asked for beyond the usual.
  record Options(
      Optional<Integer> clipSkip,
      Optional<FileUse> vae,
      Optional<String> prediction,
      Optional<String> precision,
      Optional<Start> start) {

    static final Options USUAL =
        new Options(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /// The picture that all begin from.
  record Start(String image, String sha256, double strength) {

    Condition condition() {
      return new Condition.Start(image, sha256, strength);
    }
  }

  GenerateSpec spec() {
    var asked = options == null ? Options.USUAL : options;
    var recipe =
        new Recipe(
            new FileUse(model, modelSha256),
            asked.vae(),
            Optional.ofNullable(adapters).stream()
                .flatMap(List::stream)
                .map(use -> AdapterUse.of(use.name(), use.sha256()))
                .toList(),
            asked.prediction(),
            asked.precision(),
            asked.clipSkip().orElse(Recipe.USUAL_CLIP_SKIP),
            sampler,
            steps,
            width,
            height,
            List.of(),
            asked.start().stream().map(Start::condition).toList());
    return new GenerateSpec(experiment, cellId, recipe, judge, judgeSha256, prompts, codeVersion);
  }
}
