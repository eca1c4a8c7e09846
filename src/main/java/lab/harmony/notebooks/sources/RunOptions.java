package lab.harmony.notebooks.sources;

import java.util.List;
import java.util.Optional;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.ImageId;
import lab.harmony.yaml.Settings;

/// What a run cell asks for beyond the usual.
///
/// @param vae the name of an autoencoder among the models
/// @param start a picture of another run
record RunOptions(
    Optional<String> vae,
    Optional<Prediction> prediction,
    Precision precision,
    int clipSkip,
    Optional<ImageId> start,
    double strength) {

  static RunOptions read(Settings yaml) {
    if (yaml.has("strength") && !yaml.has("start")) {
      yaml.complain(
          "strength",
          "\"strength\" belongs to \"start\"; remove it or name a picture to start from");
    }
    return new RunOptions(
        yaml.textIfPresent("vae"),
        yaml.has("prediction")
            ? Optional.of(
                yaml.choice(
                    "prediction",
                    Prediction.EPSILON,
                    List.of(Prediction.values()),
                    Prediction::word))
            : Optional.empty(),
        yaml.choice(
            "precision",
            Precision.byWord(Recipe.USUAL_PRECISION),
            List.of(Precision.values()),
            Precision::word),
        CellYaml.whole(yaml, "clip_skip", Recipe.USUAL_CLIP_SKIP, Recipe.CLIP_SKIP),
        yaml.textIfPresent("start").flatMap(text -> image(yaml, text)),
        yaml.number(
            "strength", Recipe.USUAL_STRENGTH, Recipe.STRENGTH.least(), Recipe.STRENGTH.most()));
  }

  private static Optional<ImageId> image(Settings yaml, String text) {
    try {
      return Optional.of(ImageId.parse(text));
    } catch (IllegalArgumentException e) {
      yaml.complain("start", "\"start\" needs a picture: " + e.getMessage());
      return Optional.empty();
    }
  }
}
