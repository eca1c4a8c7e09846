package lab.harmony.training.records;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;

/// How a training draws its fixed prompts: said once, for the trainer that draws them after an
/// epoch and for runs that draw more of them later.
///
/// @param size pixels of each side
/// @param precision in which the model is trained and draws
public record FixedRecipe(FileUse model, int size, String precision, int clipSkip) {

  public static final Sampler SAMPLER = Sampler.DPMPP_2M_KARRAS;
  public static final int STEPS = 20;

  /// The weight of the adapter in a prompt: as it was trained.
  public static final int WEIGHT = 1;

  /// As the facts of a training's spec say it; empty where labs of before did not keep all of it.
  public static Optional<FixedRecipe> of(Map<String, String> facts) {
    var size = whole(facts, "size");
    var clipSkip = whole(facts, "clipSkip");
    var model = facts.getOrDefault("model", "");
    var sha256 = facts.getOrDefault("modelSha256", "");
    var precision = facts.getOrDefault("precision", "");
    return size.isEmpty()
            || clipSkip.isEmpty()
            || model.isEmpty()
            || sha256.isEmpty()
            || precision.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FixedRecipe(new FileUse(model, sha256), size.get(), precision, clipSkip.get()));
  }

  private static Optional<Integer> whole(Map<String, String> facts, String name) {
    var text = facts.getOrDefault(name, "");
    return text.matches("[1-9]\\d{0,5}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  /// @param adapters none of the model alone
  public Recipe with(List<AdapterUse> adapters) {
    var usual = Recipe.usual(model, SAMPLER.displayName(), STEPS, size, size);
    return new Recipe(
        usual.model(),
        usual.vae(),
        adapters,
        usual.prediction(),
        Optional.of(precision),
        clipSkip,
        usual.sampler(),
        usual.steps(),
        usual.width(),
        usual.height(),
        usual.guidance(),
        usual.conditions());
  }
}
