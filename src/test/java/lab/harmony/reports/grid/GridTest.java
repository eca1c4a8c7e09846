package lab.harmony.reports.grid;

import static lab.harmony.reports.grid.SamplePictures.baseline;
import static lab.harmony.reports.grid.SamplePictures.each;
import static lab.harmony.reports.grid.SamplePictures.marked;
import static lab.harmony.reports.grid.SamplePictures.scored;
import static lab.harmony.reports.grid.SamplePictures.withModelSha256;
import static lab.harmony.reports.grid.SamplePictures.withNegativePrompt;
import static lab.harmony.reports.grid.SamplePictures.withPrompt;
import static lab.harmony.reports.grid.SamplePictures.withRecipe;
import static lab.harmony.reports.grid.SamplePictures.withSha256;
import static lab.harmony.reports.grid.SamplePictures.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.reports.grid.axes.CellAddress;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridPosition;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.review.SuccessRate;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GridTest {

  private static final GridAxes TWO_AXES =
      new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.empty());
  private static final GridAxes BY_MODEL =
      new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.of(ImageAxis.MODEL));

  @Test
  void theBaselineFillsEveryCellOfTheStandardLayoutWithOnePicture() {
    var grid = grid(GridAxes.STANDARD, baseline("r1", "doodle-base", 42));

    assertThat(values(grid.rows())).containsExactly("soft", "stoic", "energetic", "melancholic");
    assertThat(values(grid.columns())).containsExactly("neutral", "happy", "sad", "angry");
    assertThat(grid.values(ImageAxis.CFG)).containsExactly("5", "7", "9");
    assertThat(grid.addresses()).hasSize(48);
    assertThat(grid.addresses().map(address -> grid.cell(address).orElseThrow().pictures().size()))
        .containsOnly(1);
    assertThat(grid.missing()).isZero();
    assertThat(grid.refused()).isEmpty();
  }

  @Test
  void aCellIsFoundByItsValues() {
    var grid = grid(GridAxes.STANDARD, baseline("r1", "doodle-base", 42));

    var cell = cell(grid, "energetic~angry~7");

    assertThat(cell.pictures().getFirst().position())
        .isEqualTo(new GridPosition("energetic", "angry", 7, 42, "doodle-base"));
    assertThat(grid.cell(CellAddress.parse("energetic~bored~7"))).isEmpty();
    assertThat(grid.cell(CellAddress.parse("energetic~angry"))).isEmpty();
  }

  @Test
  void withoutAThirdAxisACellShowsAllItsPicturesInOrder() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42, 7)).reversed();
    var grid = grid(TWO_AXES, pictures);

    assertThat(cell(grid, "soft~happy").pictures())
        .extracting(GridPicture::position)
        .extracting(at -> "CFG %s, seed %d".formatted(ImageAxis.plain(at.cfgScale()), at.seed()))
        .containsExactly(
            "CFG 5, seed 7",
            "CFG 5, seed 42",
            "CFG 7, seed 7",
            "CFG 7, seed 42",
            "CFG 9, seed 7",
            "CFG 9, seed 42");
  }

  @Test
  void numbersAreOrderedAsNumbersAndNamesAsTheyCome() {
    var pictures =
        Stream.of(9.0, 10.0, 7.5)
            .map(cfg -> new GridPosition("stoic", "sad", cfg, 1, "doodle-base"))
            .map(position -> SamplePictures.picture("r1", (int) position.cfgScale(), position))
            .toList();

    assertThat(grid(GridAxes.STANDARD, pictures).values(ImageAxis.CFG))
        .containsExactly("7.5", "9", "10");
  }

  @Test
  void aPlaceWithoutAPictureIsSaidToBeMissing() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.removeIf(picture ->
        picture.position().equals(new GridPosition("soft", "angry", 7, 42, "doodle-base")));
    var grid = grid(TWO_AXES, pictures);

    assertThat(grid.missing()).isEqualTo(1);
    assertThat(cell(grid, "soft~angry").missing())
        .extracting(GridPlace::describe)
        .containsExactly("soft, angry, CFG 7, seed 42, doodle-base");
  }

  @Test
  void picturesMadeWithOtherStepsAreRefusedWithTheReason() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.addAll(
        each(baseline("r2", "doodle-base", 43).subList(0, 3), each -> withSteps(each, 30)));
    var grid = grid(TWO_AXES, pictures);

    assertThat(grid.size()).isEqualTo(48);
    assertThat(grid.refused()).hasSize(3);
    assertThat(grid.refused().getFirst().reason()).isEqualTo("steps 30 instead of 20");
    assertThat(cell(grid, "soft~neutral").refused()).hasSize(3);
    assertThat(cell(grid, "soft~neutral").pictures()).hasSize(3);
  }

  @Test
  void anotherRunCanBeMadeTheMeasure() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.addAll(
        each(baseline("r2", "doodle-base", 43).subList(0, 3), each -> withSteps(each, 30)));

    var grid = Grid.of(TWO_AXES, pictures, Optional.of(new RunId("r2")));

    assertThat(grid.size()).isEqualTo(3);
    assertThat(grid.refused()).hasSize(48);
    assertThat(grid.refused().getFirst().reason()).isEqualTo("steps 20 instead of 30");
  }

  @Test
  void onePictureWithAnotherNegativePromptIsRefusedAlone() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.set(5, withNegativePrompt(pictures.get(5), "blurry"));

    assertThat(grid(TWO_AXES, pictures).refused())
        .singleElement()
        .extracting(Refusal::reason)
        .isEqualTo("negative prompt blurry instead of (none)");
  }

  @Test
  void negativePromptsThatFollowTheEmotionAreFair() {
    var pictures =
        each(
            baseline("r1", "doodle-base", 42),
            each -> withNegativePrompt(each, "not " + each.position().emotion()));

    assertThat(grid(TWO_AXES, pictures).refused()).isEmpty();
  }

  @Test
  void aRunWithAnotherWordingInOneCellIsRefusedInAllCells() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    var other = new ArrayList<>(baseline("r2", "doodle-anime", 42).subList(0, 4));
    other.set(0, withPrompt(other.get(0), "soft girl, neutral"));
    pictures.addAll(other);

    assertThat(grid(BY_MODEL, pictures).refused())
        .hasSize(4)
        .extracting(refusal -> refusal.differences().getFirst().what())
        .containsOnly("prompt");
  }

  @Test
  void theSamePromptsOnTwoModelsAreComparedAlongTheModelAxis() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.addAll(baseline("r2", "doodle-anime", 42));
    var grid = grid(BY_MODEL, pictures);

    assertThat(grid.values(ImageAxis.MODEL)).containsExactly("doodle-base", "doodle-anime");
    assertThat(grid.refused()).isEmpty();
    assertThat(cell(grid, "stoic~sad~doodle-anime").pictures()).hasSize(3);
  }

  @Test
  void twoFilesUnderOneModelNameAreNotOneModel() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.addAll(
        each(baseline("r2", "doodle-base", 43), each -> withModelSha256(each, "another")));

    assertThat(grid(TWO_AXES, pictures).refused())
        .hasSize(48)
        .extracting(refusal -> refusal.differences().getFirst().what())
        .containsOnly("model file");
  }

  @Test
  void oneAdapterAtTwoWeightsIsNotOneModel() {
    var name = "doodle-base + soft";
    var pictures = new ArrayList<>(each(baseline("r1", name, 42), each -> drawn(each, 0.8, 1)));
    pictures.addAll(each(baseline("r2", name, 43), each -> drawn(each, 0.5, 1)));

    assertThat(grid(TWO_AXES, pictures).refused())
        .hasSize(48)
        .extracting(refusal -> refusal.differences().getFirst())
        .containsOnly(new Difference("adapters", "soft at 0.8  cc", "soft at 0.5  cc"));
  }

  @Test
  void whatOneRunAsksForBeyondTheUsualTheOtherHasToAskForToo() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.addAll(
        each(
            baseline("r2", "doodle-base", 43),
            each -> withRecipe(each, recipe("sha of doodle-base", List.of(), 2))));

    assertThat(grid(TWO_AXES, pictures).refused())
        .hasSize(48)
        .extracting(refusal -> refusal.differences().getFirst())
        .containsOnly(new Difference("options", "", "clip skip 2"));
  }

  private static GridPicture drawn(GridPicture picture, double weight, int clipSkip) {
    var weights = List.of(new AdapterUse.Weight(weight, weight));
    return withRecipe(
        picture, recipe("base", List.of(new AdapterUse("soft", "cc", weights)), clipSkip));
  }

  private static Recipe recipe(String modelSha256, List<AdapterUse> adapters, int clipSkip) {
    return new Recipe(
        new FileUse("doodle-base", modelSha256),
        Optional.empty(),
        adapters,
        Optional.empty(),
        Optional.empty(),
        clipSkip,
        "DPM++ 2M Karras",
        20,
        128,
        128,
        List.of(),
        List.of());
  }

  @Test
  void thePictureMadeTwiceIsShownOnceAndTheScoredCopyIsKept() {
    var first =
        each(baseline("r1", "doodle-base", 42), each -> withSha256(each, "" + each.id().index()));
    var again =
        each(baseline("r2", "doodle-base", 42), each -> withSha256(each, "" + each.id().index()));
    var pictures = new ArrayList<>(first);
    pictures.addAll(again);
    pictures.set(0, scored(pictures.get(0), 2));
    var grid = grid(TWO_AXES, pictures);

    assertThat(grid.size()).isEqualTo(48);
    assertThat(cell(grid, "soft~neutral").pictures().getFirst().id())
        .isEqualTo(new ImageId(new RunId("r1"), 0));
  }

  @Test
  void marginsCountPointsOfPeopleAndOfTheMachineApart() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    for (int index = 0; index < 12; index++) {
      pictures.set(
          index,
          marked(
              pictures.get(index),
              Optional.of(new PictureVerdict(index % 4, false)),
              Optional.of(new PictureVerdict(3, false))));
    }
    var grid = grid(GridAxes.STANDARD, pictures);

    var soft = Objects.requireNonNull(grid.margins(ImageAxis.ARCHETYPE).get("soft"));
    assertThat(counted(soft.human())).isEqualTo("18 of 36, 4 prompts");
    assertThat(counted(soft.machine())).isEqualTo("36 of 36, 4 prompts");
    assertThat(grid.margins(ImageAxis.ARCHETYPE).get("stoic"))
        .isEqualTo(new Margin(SuccessRate.NONE, SuccessRate.NONE));
    assertThat(
            counted(Objects.requireNonNull(grid.margins(ImageAxis.EMOTION).get("neutral")).human()))
        .isEqualTo("3 of 9, 3 faces of one prompt");
    assertThat(counted(grid.total().human())).isEqualTo("18 of 36, 4 prompts");
  }

  @Test
  void aRateAtTheBorderIsTheSameWhateverElseStandsInTheGrid() {
    var all = new ArrayList<GridPicture>();
    for (var picture : baseline("r1", "doodle-base", 42)) {
      all.add(
          marked(
              picture,
              Optional.of(new PictureVerdict(all.size() % 4, false)),
              Optional.of(new PictureVerdict(all.size() * 7 % 4, false))));
    }
    var soft =
        all.stream().filter(picture -> picture.position().archetype().equals("soft")).toList();
    var rest = new ArrayList<>(soft);
    rest.addAll(
        all.stream()
            .filter(picture -> picture.position().archetype().equals("stoic"))
            .limit(5)
            .toList());

    var whole = grid(GridAxes.STANDARD, all).margins(ImageAxis.ARCHETYPE).get("soft");

    assertThat(grid(GridAxes.STANDARD, soft).margins(ImageAxis.ARCHETYPE).get("soft"))
        .isEqualTo(whole);
    assertThat(grid(GridAxes.STANDARD, rest).margins(ImageAxis.ARCHETYPE).get("soft"))
        .isEqualTo(whole);
    assertThat(grid(BY_MODEL, all).margins(ImageAxis.ARCHETYPE).get("soft")).isEqualTo(whole);
  }

  private static String counted(SuccessRate rate) {
    return "%d of %d, %s"
        .formatted(rate.points(), rate.possible(), rate.estimate().orElseThrow().basis().counted());
  }

  @Test
  void anIntendedConflictIsNoFailure() {
    var picture = baseline("r1", "doodle-base", 42).getFirst();
    var grid =
        grid(
            TWO_AXES,
            List.of(marked(picture, Optional.of(new PictureVerdict(0, true)), Optional.empty())));

    assertThat(grid.total().human()).isEqualTo(SuccessRate.NONE);
  }

  @Test
  void fourThousandEightHundredPicturesAreLaidOutQuickly() {
    var pictures = baseline("r1", "doodle-base", LongStream.range(0, 100).toArray());
    var axes = new GridAxes(ImageAxis.SEED, ImageAxis.EMOTION, Optional.of(ImageAxis.ARCHETYPE));
    grid(axes, pictures);
    var start = System.nanoTime();

    var grid = grid(axes, pictures);
    var shown =
        IntStream.range(0, 100)
            .flatMap(row -> IntStream.range(0, 4).map(column -> grid.in(row, column).size()));

    assertThat(shown.sum()).isEqualTo(4800);
    assertThat(grid.margins(ImageAxis.SEED)).hasSize(100);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void everyPictureHasAPlaceOfItsOwnInTheLanesOfItsColumn() {
    var grid = grid(TWO_AXES, baseline("r1", "doodle-base", 42));

    assertThat(grid.lanes()).extracting(Lane::label).containsExactly("CFG 5", "CFG 7", "CFG 9");
    assertThat(grid.placed()).hasSize(48);
    assertThat(
            grid.placed().stream()
                .map(placed -> List.of(placed.row(), placed.column(), placed.lane()))
                .distinct())
        .hasSize(48);
    assertThat(grid.placed().get(4).picture().position())
        .isEqualTo(new GridPosition("soft", "happy", 7, 42, "doodle-base"));
  }

  @Test
  void twoDifferentPicturesOfOnePlaceStandSideBySide() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.addAll(baseline("r2", "doodle-base", 42).subList(0, 1));
    var grid = grid(GridAxes.STANDARD, pictures);

    assertThat(grid.lanes())
        .extracting(Lane::label)
        .containsExactly(
            "CFG 5", "CFG 5, again, 2", "CFG 7", "CFG 7, again, 2", "CFG 9", "CFG 9, again, 2");
    assertThat(grid.missing()).isZero();
  }

  private static List<String> values(List<GridLine> lines) {
    return lines.stream().map(line -> String.join(", ", line.values())).toList();
  }

  private static Grid grid(GridAxes axes, List<GridPicture> pictures) {
    return Grid.of(axes, pictures, Optional.empty());
  }

  private static GridCell cell(Grid grid, String address) {
    return grid.cell(CellAddress.parse(address)).orElseThrow();
  }
}
