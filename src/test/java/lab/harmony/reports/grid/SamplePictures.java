package lab.harmony.reports.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridPosition;
import lab.harmony.reports.grid.facts.GridSettings;
import lab.harmony.reports.grid.facts.PictureRemarks;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;

/// Pictures as the baseline has them, and variations of them.
final class SamplePictures {

  static final List<String> ARCHETYPES = List.of("soft", "stoic", "energetic", "melancholic");
  static final List<String> EMOTIONS = List.of("neutral", "happy", "sad", "angry");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private SamplePictures() {}

  /// 4 archetypes × 4 emotions × CFG 5, 7, 9 × the given seeds, in the order of the prompt matrix.
  static List<GridPicture> baseline(String run, String model, long... seeds) {
    var pictures = new ArrayList<GridPicture>();
    for (var archetype : ARCHETYPES) {
      for (var emotion : EMOTIONS) {
        for (var cfgScale : List.of(5.0, 7.0, 9.0)) {
          for (var seed : seeds) {
            pictures.add(
                picture(
                    run,
                    pictures.size(),
                    new GridPosition(archetype, emotion, cfgScale, seed, model)));
          }
        }
      }
    }
    return pictures;
  }

  static GridPicture picture(String run, int index, GridPosition position) {
    return new GridPicture(
        new ImageId(new RunId(run), index),
        "baseline",
        position,
        new GridSettings(
            recipe("sha of " + position.model(), 20),
            "portrait",
            "portrait of a %s girl, %s".formatted(position.archetype(), position.emotion()),
            ""),
        "picture %s %d".formatted(run, index),
        NOON.plusSeconds(index),
        PictureRemarks.NONE,
        Optional.empty(),
        Optional.empty());
  }

  static List<GridPicture> each(List<GridPicture> pictures, UnaryOperator<GridPicture> change) {
    return pictures.stream().map(change).toList();
  }

  static GridPicture withSteps(GridPicture picture, int steps) {
    var was = picture.settings();
    return with(
        picture,
        new GridSettings(
            recipe(was.recipe().model().sha256(), steps),
            was.template(),
            was.prompt(),
            was.negativePrompt()));
  }

  private static Recipe recipe(String modelSha256, int steps) {
    return Recipe.usual(new FileUse("m", modelSha256), "DPM++ 2M Karras", steps, 128, 128);
  }

  /// By another recipe, under the same name.
  static GridPicture withRecipe(GridPicture picture, Recipe recipe) {
    var was = picture.settings();
    return with(
        picture, new GridSettings(recipe, was.template(), was.prompt(), was.negativePrompt()));
  }

  static GridPicture withNegativePrompt(GridPicture picture, String negativePrompt) {
    var was = picture.settings();
    return with(
        picture, new GridSettings(was.recipe(), was.template(), was.prompt(), negativePrompt));
  }

  static GridPicture withPrompt(GridPicture picture, String prompt) {
    var was = picture.settings();
    return with(
        picture, new GridSettings(was.recipe(), was.template(), prompt, was.negativePrompt()));
  }

  static GridPicture withModelSha256(GridPicture picture, String sha256) {
    var was = picture.settings();
    return with(
        picture,
        new GridSettings(
            recipe(sha256, was.recipe().steps()),
            was.template(),
            was.prompt(),
            was.negativePrompt()));
  }

  static GridPicture withSha256(GridPicture picture, String sha256) {
    return new GridPicture(
        picture.id(),
        picture.experiment(),
        picture.position(),
        picture.settings(),
        sha256,
        picture.createdAt(),
        picture.remarks(),
        picture.human(),
        picture.machine());
  }

  static GridPicture remarked(GridPicture picture, PictureRemarks remarks) {
    return new GridPicture(
        picture.id(),
        picture.experiment(),
        picture.position(),
        picture.settings(),
        picture.sha256(),
        picture.createdAt(),
        remarks,
        picture.human(),
        picture.machine());
  }

  static GridPicture scored(GridPicture picture, int points) {
    return marked(picture, Optional.of(new PictureVerdict(points, false)), picture.machine());
  }

  static GridPicture marked(
      GridPicture picture, Optional<PictureVerdict> human, Optional<PictureVerdict> machine) {
    return new GridPicture(
        picture.id(),
        picture.experiment(),
        picture.position(),
        picture.settings(),
        picture.sha256(),
        picture.createdAt(),
        picture.remarks(),
        human,
        machine);
  }

  private static GridPicture with(GridPicture picture, GridSettings settings) {
    return new GridPicture(
        picture.id(),
        picture.experiment(),
        picture.position(),
        settings,
        picture.sha256(),
        picture.createdAt(),
        picture.remarks(),
        picture.human(),
        picture.machine());
  }
}
