package lab.harmony.reports.grid;

import static lab.harmony.reports.grid.SamplePictures.baseline;
import static lab.harmony.reports.grid.SamplePictures.each;
import static lab.harmony.reports.grid.SamplePictures.withRecipe;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class EpochWalkTest {

  private static final GridFact EPOCH = new GridFact.Epoch("smile");

  private static List<GridPicture> epoch(String run, int number, long... seeds) {
    var plain = Recipe.usual(new FileUse("doodle-base", "base"), "DPM++ 2M Karras", 20, 128, 128);
    var adapters =
        number == 0
            ? List.<AdapterUse>of()
            : List.of(
                new AdapterUse(
                    "smile-epoch-%02d".formatted(number),
                    "epoch " + number,
                    List.of(new AdapterUse.Weight(1, 1))));
    var recipe =
        new Recipe(
            plain.model(),
            plain.vae(),
            adapters,
            plain.prediction(),
            plain.precision(),
            plain.clipSkip(),
            plain.sampler(),
            plain.steps(),
            plain.width(),
            plain.height(),
            plain.guidance(),
            plain.conditions());
    var model = number == 0 ? "doodle-base" : "doodle-base + smile-epoch-%02d".formatted(number);
    return each(baseline(run, model, seeds), picture -> withRecipe(picture, recipe));
  }

  private static List<GridPicture> three() {
    var all = new ArrayList<>(epoch("r261120-200000-aaaaa", 2, 42, 43));
    all.addAll(epoch("r261120-200000-bbbbb", 10, 42, 43));
    all.addAll(epoch("r261120-200000-ccccc", 0, 42, 43));
    return all;
  }

  private static Grid grid(GridAxes axes, List<GridPicture> pictures) {
    return Grid.of(axes, pictures, Optional.empty());
  }

  private static GridAxes axes(GridFact row, List<GridAxis> bar) {
    return new GridAxes(List.of(GridAxis.of(row)), List.of(GridAxis.of(ImageAxis.EMOTION)), bar);
  }

  @Test
  void epochsLieBesideEachOtherPromptsBelowAndAllElseStaysApart() {
    var grid = grid(axes(EPOCH, List.of()), three());
    var walk = EpochWalk.of(grid).orElseThrow();
    assertThat(walk.epochs()).containsExactly("without smile", "epoch 2", "epoch 10");
    assertThat(walk.prompts()).hasSize(16).contains("soft × happy", "melancholic × angry");
    assertThat(walk.places()).hasSize(288).doesNotHaveDuplicates();
    for (int at = 0; at < 288; at++) {
      var picture = grid.placed().get(at).picture();
      var place = walk.places().get(at);
      assertThat(walk.epochs().get((int) (place % 3))).isEqualTo(EPOCH.describe(EPOCH.of(picture)));
      assertThat(walk.prompts().get((int) (place / 3 % 16)))
          .isEqualTo(picture.position().archetype() + " × " + picture.position().emotion());
    }
    assertThat(walk.places().stream().map(place -> place / 48).distinct())
        .as("one for each scale and seed")
        .hasSize(6);
  }

  @Test
  void itIsTheSameHoweverTheGridLies() {
    var across =
        new GridAxes(
            List.of(GridAxis.of(ImageAxis.ARCHETYPE), GridAxis.of(ImageAxis.EMOTION)),
            List.of(GridAxis.of(EPOCH)),
            List.of(GridAxis.of(ImageAxis.CFG)));
    var walk = EpochWalk.of(grid(across, three())).orElseThrow();
    assertThat(walk.places()).hasSize(96).doesNotHaveDuplicates();
    assertThat(walk.places().stream().map(place -> place / 48).distinct()).hasSize(2);
  }

  @Test
  void whereOneEpochIsShownOrNoneIsAnAxisNothingIsWalked() {
    assertThat(EpochWalk.of(grid(GridAxes.STANDARD, three()))).isEmpty();
    assertThat(EpochWalk.of(grid(axes(EPOCH, List.of()), epoch("r261120-200000-aaaaa", 2, 42))))
        .isEmpty();
    assertThat(
            EpochWalk.of(
                grid(axes(GridFact.of(ImageAxis.ARCHETYPE), List.of(GridAxis.of(EPOCH))), three())))
        .as("of the bar one value is there at a time")
        .isEmpty();
  }
}
