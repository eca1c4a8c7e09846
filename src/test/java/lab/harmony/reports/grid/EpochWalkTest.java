package lab.harmony.reports.grid;

import static lab.harmony.reports.grid.SamplePictures.baseline;
import static lab.harmony.reports.grid.SamplePictures.each;
import static lab.harmony.reports.grid.SamplePictures.withPrompt;
import static lab.harmony.reports.grid.SamplePictures.withRecipe;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.facts.AdapterNames;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class EpochWalkTest {

  private static final GridFact EPOCH = new GridFact.Epoch("smile");

  private static List<GridPicture> epoch(String run, int number, long... seeds) {
    return weighed(run, number, 1, seeds);
  }

  private static List<GridPicture> weighed(String run, int number, double weight, long... seeds) {
    var plain = Recipe.usual(new FileUse("doodle-base", "base"), "DPM++ 2M Karras", 20, 128, 128);
    var adapters =
        number == 0
            ? List.<AdapterUse>of()
            : List.of(
                new AdapterUse(
                    "smile-epoch-%02d".formatted(number),
                    "epoch " + number,
                    List.of(new AdapterUse.Weight(weight, weight))));
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

  /// The epoch and something else of each picture, by the line of the strip that it stands in.
  private static Map<Long, List<String>> lines(Grid grid, Function<GridPicture, String> something) {
    var walk = EpochWalk.of(grid).orElseThrow();
    assertThat(walk.places()).hasSize(grid.placed().size()).doesNotHaveDuplicates();
    var lines = new TreeMap<Long, List<String>>();
    for (int at = 0; at < walk.places().size(); at++) {
      var picture = grid.placed().get(at).picture();
      lines
          .computeIfAbsent(walk.places().get(at) / walk.epochs().size(), _ -> new ArrayList<>())
          .add(EPOCH.of(picture) + " " + something.apply(picture));
    }
    return lines;
  }

  @Test
  void aStepKeepsTheWeightOfTheTraining() {
    var all = new ArrayList<>(weighed("r261120-200000-aaaaa", 2, 0.6, 42));
    all.addAll(weighed("r261120-200000-bbbbb", 2, 0.8, 42));
    all.addAll(weighed("r261120-200000-ccccc", 4, 0.8, 42));
    all.addAll(weighed("r261120-200000-ddddd", 4, 0.6, 42));
    all.addAll(epoch("r261120-200000-eeeee", 0, 42));
    var lines =
        lines(
            grid(axes(EPOCH, List.of()), all),
            picture ->
                AdapterNames.in(picture).map(AdapterUse::weightWords).findFirst().orElse("none"));
    assertThat(lines).hasSize(96);
    assertThat(lines.values())
        .allMatch(line ->
            Set.of(
                    Set.of("2 0.6", "4 0.6", EPOCH.of(all.getLast()) + " none"),
                    Set.of("2 0.8", "4 0.8"))
                .contains(Set.copyOf(line)));
  }

  @Test
  void whatWasDrawnTwiceIsWalkedTwiceAndNoneIsLeftOut() {
    var all = new ArrayList<>(epoch("r261120-200000-aaaaa", 2, 42));
    all.addAll(epoch("r261120-200000-bbbbb", 4, 42));
    all.addAll(epoch("r261120-200001-ccccc", 2, 42));
    all.addAll(epoch("r261120-200001-ddddd", 4, 42));
    var byRun =
        new GridAxes(
            List.of(GridAxis.of(GridFact.Known.RUN)),
            List.of(GridAxis.of(EPOCH), GridAxis.of(ImageAxis.EMOTION)),
            List.of());
    for (var axes : List.of(byRun, axes(EPOCH, List.of()))) {
      assertThat(lines(grid(axes, all), picture -> picture.id().run().toString()).values())
          .hasSize(96)
          .allMatch(line ->
              line.size() == 2
                  && line.stream().map(one -> one.split(" ")[0]).distinct().count() == 2);
    }
  }

  @Test
  void aStepKeepsTheExperimentWhereThatIsAnAxisAndEachHasSeveralEpochs() {
    var all = new ArrayList<GridPicture>();
    for (var experiment : List.of("one", "two")) {
      for (int number : List.of(2, 4)) {
        all.addAll(
            each(
                epoch("r261120-200000-%s%d".formatted(experiment + "x", number), number, 42),
                picture -> ofExperiment(picture, experiment)));
      }
    }
    var axes =
        new GridAxes(
            List.of(GridAxis.of(GridFact.Known.EXPERIMENT)),
            List.of(GridAxis.of(EPOCH), GridAxis.of(ImageAxis.EMOTION)),
            List.of());
    assertThat(lines(grid(axes, all), GridPicture::experiment).values())
        .hasSize(96)
        .allMatch(line ->
            Set.of(Set.of("2 one", "4 one"), Set.of("2 two", "4 two")).contains(Set.copyOf(line)));
  }

  private static GridPicture ofExperiment(GridPicture picture, String experiment) {
    return new GridPicture(
        picture.id(),
        experiment,
        picture.position(),
        picture.settings(),
        picture.sha256(),
        picture.createdAt(),
        picture.remarks(),
        picture.human(),
        picture.machine());
  }

  @Test
  void wordingsOfACellAreToldByTheirNumber() {
    var all = new ArrayList<>(three());
    all.addAll(
        each(
            epoch("r261120-200000-ddddd", 2, 44),
            picture ->
                withPrompt(picture, picture.settings().prompt() + ", " + "long ".repeat(99))));
    var axes =
        new GridAxes(
            List.of(GridAxis.of(EPOCH), GridAxis.of(GridFact.Known.WORDING)),
            List.of(GridAxis.of(ImageAxis.EMOTION)),
            List.of());
    var walk = EpochWalk.of(grid(axes, all)).orElseThrow();
    assertThat(walk.prompts())
        .hasSize(32)
        .contains("soft × happy, wording 1 of 2", "soft × happy, wording 2 of 2");
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
