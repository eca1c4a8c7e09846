package lab.harmony.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.Recipe;

/// Everything that decides how a run's pictures look; never changed once submitted.
///
/// @param experiment the slug of the experiment that asked for it
/// @param cellId the notebook cell that asked for it; empty when no cell did
/// @param recipe of all its pictures together
/// @param judge the classifier that reads eyes, mouth and brows; empty when nothing reads them
/// @param codeVersion the version of the lab that made the spec
@JsonPropertyOrder("format")
public record GenerateSpec(
    String experiment,
    String cellId,
    Recipe recipe,
    String judge,
    String judgeSha256,
    List<MatrixPrompt> prompts,
    String codeVersion) {

  /// How specs are written: 2 has a recipe, 1 is read by
  /// [FormerSpec][lab.harmony.runs.store.FormerSpec].
  public static final int FORMAT = 2;

  public GenerateSpec {
    prompts = List.copyOf(Objects.requireNonNull(prompts, "\"prompts\" is missing"));
    recipe =
        Objects.requireNonNull(recipe, "\"recipe\" is missing")
            .of(prompts.stream().map(GenerateSpec::drawing).toList());
  }

  @JsonProperty
  int format() {
    return FORMAT;
  }

  /// The recipe of one picture.
  public Recipe recipe(MatrixPrompt prompt) {
    return recipe.of(drawing(prompt));
  }

  private static Recipe.Drawing drawing(MatrixPrompt prompt) {
    return new Recipe.Drawing(prompt.prompt(), prompt.cfgScale());
  }

  /// What draws, as people tell pictures apart by it: `doodle-base`, or with its adapters
  /// `doodle-base + lora-v1`.
  public String drawnBy() {
    return recipe.drawnBy();
  }

  /// How many times the network denoises one latent for this run.
  public long work() {
    return (long) recipe.steps() * prompts.size();
  }
}
