package lab.harmony.reports.grid;

import static lab.harmony.reports.grid.SamplePictures.baseline;
import static lab.harmony.reports.grid.SamplePictures.each;
import static lab.harmony.reports.grid.SamplePictures.marked;
import static lab.harmony.reports.grid.SamplePictures.remarked;
import static lab.harmony.reports.grid.SamplePictures.scored;
import static lab.harmony.reports.grid.SamplePictures.withPrompt;
import static lab.harmony.reports.grid.SamplePictures.withRecipe;
import static lab.harmony.reports.grid.SamplePictures.withSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.reports.grid.axes.AxisOrder;
import lab.harmony.reports.grid.axes.BarStep;
import lab.harmony.reports.grid.axes.CellAddress;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridAxes.Role;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.axes.GridFilter;
import lab.harmony.reports.grid.axes.GridFilter.Trait;
import lab.harmony.reports.grid.axes.GridLayout;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.PictureRemarks;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.reports.grid.facts.RaterFact;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.tags.PictureTag;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GridAxesTest {

  private static final GridAxis ARCHETYPE = GridAxis.of(ImageAxis.ARCHETYPE);
  private static final GridAxis EMOTION = GridAxis.of(ImageAxis.EMOTION);
  private static final GridAxis STEPS = axis("steps");

  @Test
  void thePointsOfOnePersonAreAnAxisWhateverTheyAreCalled() {
    var ada = new NamedPerson(PersonId.random(), "Ada | of = 2");
    var other = new NamedPerson(PersonId.random(), ada.name());
    var pictures = new ArrayList<>(baseline("r261120-200000-aaaaa", "a", 42));
    pictures.set(
        0,
        remarked(
            pictures.get(0),
            new PictureRemarks(false, true, List.of(), Map.of(ada, 2, other, 0), Map.of())));
    var fact = RaterFact.of(ada);
    assertThat(fact.of(pictures.get(0))).isEqualTo("2");
    assertThat(fact.of(pictures.get(1))).isEqualTo(GridFact.WITHOUT);
    assertThat(GridAxis.parse(GridAxis.of(fact).only(List.of("2")).toString()))
        .isEqualTo(GridAxis.of(fact).only(List.of("2")));
    assertThat(GridFact.parse("rater." + ada.id()).label()).isEqualTo("Points by one person");
    assertThatThrownBy(() -> GridFact.parse("rater.Ada"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the id of the person, got \"Ada\"");
    var grid =
        Grid.of(
            new GridAxes(List.of(GridAxis.of(fact)), List.of(EMOTION), List.of()),
            pictures,
            Optional.empty());
    assertThat(grid.offered()).contains(fact, RaterFact.of(other));
    assertThat(grid.rows())
        .extracting(GridLine::label)
        .containsExactly("2 of 3 by Ada | of = 2", "not scored by Ada | of = 2");
  }

  @Test
  void picturesOfTwoSizesStandInOneGridWhereTheSizeIsAnAxis() {
    var pictures = new ArrayList<>(baseline("r261120-200000-aaaaa", "a", 42));
    var large = Recipe.usual(new FileUse("m", "sha of a"), "DPM++ 2M Karras", 20, 256, 192);
    pictures.addAll(
        each(baseline("r261120-200000-bbbbb", "a", 42), picture -> withRecipe(picture, large)));
    var sizes = GridFact.parse("size");
    var grid =
        Grid.of(
            new GridAxes(List.of(ARCHETYPE), List.of(GridAxis.of(sizes), EMOTION), List.of()),
            pictures,
            Optional.empty());
    assertThat(grid.refused()).isEmpty();
    assertThat(grid.size()).isEqualTo(96);
    assertThat(grid.columns())
        .extracting(GridLine::label)
        .containsExactly("128 × 128 px", "256 × 192 px");
    assertThat(
            Grid.of(
                    new GridAxes(List.of(ARCHETYPE), List.of(EMOTION), List.of()),
                    pictures,
                    Optional.empty())
                .refused())
        .as("elsewhere another size is no fair comparison")
        .hasSize(48);
  }

  @Test
  void columnsStandInTheOrderOfTheirRates() {
    var points = Map.of("neutral", 2, "happy", 0, "sad", 3, "angry", 1);
    var pictures =
        each(
            baseline("r261120-200000-aaaaa", "a", 42),
            picture ->
                scored(picture, Objects.requireNonNull(points.get(picture.position().emotion()))));
    for (var order : AxisOrder.values()) {
      var grid =
          Grid.of(
              new GridAxes(List.of(ARCHETYPE), List.of(EMOTION.in(order)), List.of()),
              pictures,
              Optional.empty());
      assertThat(grid.columns())
          .extracting(GridLine::label)
          .containsExactlyElementsOf(
              switch (order) {
                case USUAL -> List.of("neutral", "happy", "sad", "angry");
                case BEST -> List.of("sad", "neutral", "angry", "happy");
                case WORST -> List.of("happy", "angry", "neutral", "sad");
              });
      assertThat(grid.columnMargins().getFirst().human().rate().orElseThrow())
          .isEqualTo(
              switch (order) {
                case USUAL -> 2.0 / 3;
                case BEST -> 1.0;
                case WORST -> 0.0;
              });
    }
  }

  @Test
  void itemsOfTheChecklistAreAxesOfPeopleAndOfTheMachineApart() {
    var pictures = new ArrayList<>(baseline("r261120-200000-aaaaa", "a", 42));
    pictures.set(
        0,
        marked(
            pictures.get(0),
            Optional.of(
                new PictureVerdict(1, false, Optional.of(new Checklist(true, false, false)))),
            Optional.of(
                new PictureVerdict(2, false, Optional.of(new Checklist(false, true, true))))));
    pictures.set(
        1, marked(pictures.get(1), Optional.of(new PictureVerdict(3, false)), Optional.empty()));
    var people = GridFact.parse("people.eyes-mouth");
    var machine = GridFact.parse("machine.eyes-mouth");
    assertThat(List.of(people.of(pictures.get(0)), machine.of(pictures.get(0))))
        .containsExactly("holds", "fails");
    assertThat(people.of(pictures.get(1))).as("only points were given").isEqualTo(GridFact.WITHOUT);
    var grid =
        Grid.of(
            new GridAxes(
                List.of(GridAxis.of(people)), List.of(GridAxis.of(ImageAxis.EMOTION)), List.of()),
            pictures,
            Optional.empty());
    assertThat(grid.rows())
        .extracting(GridLine::label)
        .containsExactly("eyes ↔ mouth hold by people", "eyes ↔ mouth not said by people");
    assertThat(grid.size()).isEqualTo(48);
    assertThat(grid.offered()).contains(people, GridFact.parse("machine.holistic"));
    assertThat(grid.arms())
        .as("what was said chooses no arms")
        .noneMatch(arms -> arms.fact().equals(people));
  }

  @Test
  void anAxisCannotBeUsedTwice() {
    assertThatThrownBy(
            () -> new GridAxes(ImageAxis.SEED, ImageAxis.EMOTION, Optional.of(ImageAxis.SEED)))
        .hasMessageContaining("different axes");
    assertThatThrownBy(
            () -> axes(List.of(EMOTION), List.of(ARCHETYPE), List.of(EMOTION.in(AxisOrder.BEST))))
        .hasMessageContaining("different axes");
  }

  @Test
  void choosingAnAxisThatIsInUseTradesPlaces() {
    var standard = GridAxes.STANDARD;

    assertThat(standard.with(Role.ROWS, 0, EMOTION))
        .isEqualTo(
            new GridAxes(ImageAxis.EMOTION, ImageAxis.ARCHETYPE, Optional.of(ImageAxis.CFG)));
    assertThat(standard.with(Role.COLUMNS, 1, ARCHETYPE))
        .isEqualTo(
            new GridAxes(ImageAxis.CFG, ImageAxis.EMOTION, Optional.of(ImageAxis.ARCHETYPE)));
    assertThat(standard.with(Role.COLUMNS, 1, EMOTION))
        .isEqualTo(
            new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.CFG, Optional.of(ImageAxis.EMOTION)));
    assertThat(standard.without(GridFact.of(ImageAxis.CFG)).with(Role.COLUMNS, 1, ARCHETYPE).rows())
        .as("rows that lost their axis get one that is free")
        .containsExactly(GridAxis.of(ImageAxis.CFG));
  }

  @Test
  void aSettingCanBeAnAxisAndIsThenNoReasonToLeaveAPictureOut() {
    var pictures = stepped();

    assertThat(
            Grid.of(
                    new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.empty()),
                    pictures,
                    Optional.empty())
                .refused())
        .hasSize(48);
    var grid = grid(axes(List.of(STEPS), List.of(EMOTION), List.of()), pictures);

    assertThat(grid.refused()).isEmpty();
    assertThat(labels(grid)).containsExactly("steps 20", "steps 30");
    assertThat(grid.size()).isEqualTo(96);
  }

  @Test
  void theBarShowsOneValueOfEachOfItsAxesAndTheNextIsOneStepAway() {
    var axes = axes(List.of(ARCHETYPE), List.of(EMOTION), List.of(STEPS, axis("cfg")));
    var first = grid(axes, stepped());
    var next = Grid.of(GridLayout.of(axes).at(List.of("30", "9")), stepped());

    assertThat(first.bar()).extracting(BarStep::value).containsExactly("20", "5");
    assertThat(first.size()).isEqualTo(16);
    assertThat(next.fair())
        .hasSize(16)
        .allMatch(picture -> picture.settings().recipe().steps() == 30)
        .allMatch(picture -> picture.position().cfgScale() == 9);
    assertThat(next.rows()).as("rows stay where they are").isEqualTo(first.rows());
    assertThat(next.addressOf(next.fair().getFirst())).hasToString("soft~neutral~30~9");
    assertThat(next.cell(CellAddress.parse("soft~neutral~30~9")).orElseThrow().pictures())
        .hasSize(1);
    assertThat(next.cell(CellAddress.parse("soft~neutral~20~9"))).isEmpty();
  }

  @Test
  void rowsAreNestedInTheOrderOfTheirAxes() {
    var grid =
        grid(axes(List.of(EMOTION, axis("cfg")), List.of(ARCHETYPE), List.of()), stepped20());

    assertThat(labels(grid)).startsWith("neutral, CFG 5", "neutral, CFG 7", "neutral, CFG 9");
    assertThat(grid.rows()).hasSize(12);
    assertThat(grid.rowFaces(1)).hasSize(4).allMatch(picture -> picture.position().cfgScale() == 7);
  }

  @Test
  void wordsOfThePromptAreAnAxisOfTheirOwn() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.addAll(
        each(
            baseline("r2", "doodle-base", 42),
            one -> withPrompt(one, one.settings().prompt() + ", soft  Smile")));
    var axes = axes(List.of(axis("phrase.soft smile")), List.of(EMOTION), List.of());

    var grid = grid(axes, pictures);

    assertThat(grid.refused()).as("they differ in nothing else").isEmpty();
    assertThat(labels(grid)).containsExactly("with “soft smile”", "without “soft smile”");
    assertThat(grid.rowFaces(0)).hasSize(48).allMatch(one -> one.id().run().value().equals("r2"));
    assertThat(
            grid(axes(List.of(axis("phrase.mile")), List.of(EMOTION), List.of()), pictures)
                .values(GridFact.parse("phrase.mile")))
        .as("a part of a word is no word")
        .containsExactly("without");
  }

  @Test
  void anotherWordingBesidesTheWordsIsStillLeftOut() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.addAll(
        each(
            baseline("r2", "doodle-base", 42).subList(0, 3),
            one -> withPrompt(one, one.settings().prompt() + ", smile, night")));

    assertThat(
            grid(axes(List.of(axis("phrase.smile")), List.of(EMOTION), List.of()), pictures)
                .refused())
        .hasSize(3);
  }

  @Test
  void adaptersAreToldByWeightAndByEpoch() {
    var pictures = new ArrayList<>(drawn("r1", "", 0));
    pictures.addAll(drawn("r2", "smile-epoch-03", 0.8));
    pictures.addAll(drawn("r3", "smile-epoch-12", 0.8));

    var grid = grid(axes(List.of(axis("epoch.smile")), List.of(EMOTION), List.of()), pictures);

    assertThat(grid.refused()).isEmpty();
    assertThat(labels(grid)).containsExactly("without smile", "epoch 3", "epoch 12");
    assertThat(grid.offered())
        .contains(
            GridFact.parse("adapters"),
            GridFact.parse("adapter.smile-epoch-03"),
            GridFact.parse("epoch.smile"))
        .doesNotContain(GridFact.parse("steps"));
    assertThat(grid.lanes())
        .as("the model is told apart without its adapters")
        .noneMatch(lane -> lane.label().contains("doodle"));
  }

  @Test
  void whatPeopleSaidCanBeAnAxis() {
    var pictures = new ArrayList<>(baseline("r1", "doodle-base", 42));
    pictures.set(0, scored(pictures.get(0), 3));
    pictures.set(1, scored(pictures.get(1), 0));

    assertThat(labels(grid(axes(List.of(axis("people")), List.of(EMOTION), List.of()), pictures)))
        .containsExactly("0 of 3 by people", "3 of 3 by people", "not scored");
  }

  @Test
  void ratesAtTheBorderAreTheSameWhateverIsFilteredOrLeftOut() {
    var pictures = rated();
    var all = grid(GridAxes.STANDARD, pictures);
    var broken =
        Grid.of(
            GridLayout.of(GridAxes.STANDARD).filtered(new GridFilter(Set.of(Trait.BROKEN))),
            pictures);
    var happy =
        grid(
            axes(List.of(ARCHETYPE), List.of(EMOTION.only(List.of("happy"))), List.of()), pictures);

    assertThat(broken.size()).isEqualTo(12);
    assertThat(broken.filtered()).isEqualTo(36);
    assertThat(broken.rowMargins()).isEqualTo(all.rowMargins());
    assertThat(happy.columns()).hasSize(1);
    assertThat(happy.rowMargins()).isEqualTo(all.rowMargins());
    assertThat(happy.rowFaces(0)).hasSize(12);
    assertThat(happy.total()).isEqualTo(all.total());
  }

  @Test
  void picturesAreFoundByTagsNotesAndPeopleWhoDisagreeAndNoRateKnowsOfIt() {
    var hands = PictureTag.of("odd hands");
    var blurry = PictureTag.of("blurry");
    var pictures = new ArrayList<>(rated());
    pictures.set(
        0, remarked(pictures.get(0), new PictureRemarks(true, false, List.of(blurry, hands))));
    pictures.set(1, remarked(pictures.get(1), new PictureRemarks(false, true, List.of(hands))));
    pictures.set(2, remarked(pictures.get(2), new PictureRemarks(true, true, List.of())));
    var all = grid(GridAxes.STANDARD, rated());

    assertThat(kept(pictures, new GridFilter.Tagged(hands))).containsExactlyInAnyOrder(0, 1);
    assertThat(kept(pictures, new GridFilter.Tagged(hands), new GridFilter.Tagged(blurry)))
        .containsExactly(0);
    assertThat(kept(pictures, Trait.DISPUTED)).containsExactlyInAnyOrder(1, 2);
    assertThat(kept(pictures, Trait.DISPUTED, Trait.NOTED)).containsExactly(2);
    assertThat(kept(pictures, new GridFilter.Tagged(PictureTag.of("of none")))).isEmpty();
    var tagged = filtered(pictures, new GridFilter.Tagged(hands));
    assertThat(tagged.tags()).containsExactly(blurry, hands);
    assertThat(tagged.total()).isEqualTo(all.total());
    assertThat(tagged.margins(ImageAxis.EMOTION)).isEqualTo(all.margins(ImageAxis.EMOTION));
  }

  private static Grid filtered(List<GridPicture> pictures, GridFilter.Kept... kept) {
    return Grid.of(
        GridLayout.of(GridAxes.STANDARD).filtered(new GridFilter(List.of(kept))), pictures);
  }

  private static List<Integer> kept(List<GridPicture> pictures, GridFilter.Kept... kept) {
    return filtered(pictures, kept).fair().stream().map(picture -> picture.id().index()).toList();
  }

  @Test
  void rowsStandInTheOrderOfTheirRates() {
    var pictures = new ArrayList<GridPicture>();
    for (var picture : baseline("r1", "doodle-base", 42)) {
      var at = SamplePictures.ARCHETYPES.indexOf(picture.position().archetype());
      pictures.add(at == 3 ? picture : scored(picture, new int[] {1, 3, 0}[at]));
    }

    assertThat(labels(grid(ordered(AxisOrder.BEST), pictures)))
        .as("what is not scored stands last")
        .containsExactly("stoic", "soft", "energetic", "melancholic");
    assertThat(labels(grid(ordered(AxisOrder.WORST), pictures)))
        .containsExactly("energetic", "soft", "stoic", "melancholic");
  }

  @Test
  void aPlaceIsNamedTheSameHoweverItsAxesLie() {
    var picture = stepped().getFirst();
    var one = GridPlace.of(List.of(STEPS.fact(), EMOTION.fact(), ARCHETYPE.fact()), picture);

    assertThat(one).hasToString("archetype=soft&emotion=neutral&steps=20");
    assertThat(GridPlace.parse(one.toString())).contains(one);
    assertThat(one.describe()).isEqualTo("soft, neutral, steps 20");
    assertThat(GridPlace.parse("archetype=soft")).isEmpty();
    assertThat(GridPlace.parse("mood=soft&emotion=happy")).isEmpty();
  }

  @Test
  void whatIsWithoutAnAdapterHasNoOtherOneEither() {
    var pictures = new ArrayList<>(drawn("r1", "", 0));
    pictures.addAll(drawn("r2", "soft", 0.8));
    pictures.addAll(drawn("r3", "frown", 1));

    var grid = grid(axes(List.of(axis("adapter.soft")), List.of(EMOTION), List.of()), pictures);

    assertThat(grid.refused())
        .hasSize(48)
        .allMatch(refusal -> refusal.picture().id().run().value().equals("r3"));
    assertThat(grid.rowFaces(0)).hasSize(48);
    assertThat(
            grid(axes(List.of(axis("adapters")), List.of(EMOTION), List.of()), pictures).refused())
        .isEmpty();
  }

  @Test
  void adaptersKeptByHandAndTheFinishedOneAreOfTheirTraining() {
    var pictures = new ArrayList<>(drawn("r1", "smile-epoch-03", 1));
    pictures.addAll(drawn("r2", "smile-step-000200", 1));
    pictures.addAll(drawn("r3", "smile", 1));

    assertThat(
            labels(grid(axes(List.of(axis("epoch.smile")), List.of(EMOTION), List.of()), pictures)))
        .containsExactly("end of smile", "step 200 of smile", "epoch 3");
  }

  @Test
  void anotherFileUnderTheSameNameIsLeftOut() {
    var pictures = new ArrayList<>(drawn("r1", "soft", 0.8));
    pictures.addAll(
        each(drawn("r2", "soft", 1), one -> withRecipe(one, recipe("soft", "another file", 1))));

    assertThat(
            grid(axes(List.of(axis("adapter.soft")), List.of(EMOTION), List.of()), pictures)
                .refused())
        .hasSize(48)
        .allMatch(refusal -> refusal.reason().startsWith("file of adapter soft"));
  }

  @Test
  void theSamePictureOfTwoRunsCountsOnceInColumnsAndInTheWhole() {
    var pictures = new ArrayList<>(alike("r1"));
    pictures.addAll(alike("r2"));
    var once = grid(GridAxes.STANDARD, alike("r1"));

    var grid = grid(axes(List.of(axis("run")), List.of(EMOTION), List.of()), pictures);

    assertThat(grid.size()).isEqualTo(96);
    assertThat(grid.rowFaces(0)).hasSize(48);
    assertThat(grid.columnFaces(0)).hasSize(12);
    assertThat(grid.columnMargins()).isEqualTo(once.columnMargins());
    assertThat(grid.total()).isEqualTo(once.total());
  }

  @Test
  void aValueThatNoPictureHasAnyMoreShowsNothingAndIsNotAnother() {
    var axes = axes(List.of(ARCHETYPE), List.of(EMOTION), List.of(axis("cfg=11"), STEPS));
    var gone = grid(axes, stepped());

    assertThat(gone.bar()).extracting(BarStep::value).containsExactly("11", "20");
    assertThat(gone.size()).isZero();
    assertThat(gone.total().human().images()).isZero();
    assertThat(gone.missingPlaces(3)).isEmpty();
    var mistyped =
        Grid.of(
            GridLayout.of(axes(List.of(ARCHETYPE), List.of(EMOTION), List.of(STEPS)))
                .at(List.of("21")),
            stepped());
    assertThat(mistyped.bar().getFirst().value()).isEqualTo("21");
    assertThat(mistyped.size()).isZero();
  }

  @Test
  void rowsThatLostTheirOnlyAxisTakeOneFromTheBarWhereNoneIsFree() {
    var axes =
        axes(
            List.of(axis("sampler")),
            List.of(EMOTION),
            List.of(ARCHETYPE, axis("cfg"), axis("seed"), axis("model")));

    assertThat(axes.with(Role.COLUMNS, 1, axis("sampler")).rows()).containsExactly(ARCHETYPE);
  }

  @Test
  void whatIsSaidOfPicturesIsNoPartOfTheNameOfTheirPlace() {
    var grid = grid(axes(List.of(axis("people")), List.of(EMOTION, ARCHETYPE), List.of()), rated());
    var first = grid.fair().getFirst();

    assertThat(grid.placeOf(first)).hasToString("archetype=soft&emotion=neutral");
    assertThat(grid.indexesAt(grid.placeOf(first))).hasSize(3);
  }

  private static List<GridPicture> alike(String run) {
    return each(
        baseline(run, "doodle-base", 42),
        one -> scored(SamplePictures.withSha256(one, "" + one.id().index()), one.id().index() % 4));
  }

  private static Recipe recipe(String adapter, String sha256, double weight) {
    return new Recipe(
        new FileUse("doodle-base", "sha of doodle-base"),
        Optional.empty(),
        adapter.isEmpty()
            ? List.of()
            : List.of(
                new AdapterUse(adapter, sha256, List.of(new AdapterUse.Weight(weight, weight)))),
        Optional.empty(),
        Optional.empty(),
        1,
        "DPM++ 2M Karras",
        20,
        128,
        128,
        List.of(),
        List.of());
  }

  private static GridAxes ordered(AxisOrder order) {
    return axes(List.of(ARCHETYPE.in(order)), List.of(EMOTION), List.of());
  }

  private static List<GridPicture> rated() {
    var all = new ArrayList<GridPicture>();
    for (var picture : baseline("r1", "doodle-base", 42)) {
      all.add(scored(picture, all.size() % 4));
    }
    return all;
  }

  private static List<GridPicture> stepped() {
    return Stream.concat(
            stepped20().stream(),
            baseline("r2", "doodle-base", 42).stream().map(one -> withSteps(one, 30)))
        .toList();
  }

  private static List<GridPicture> stepped20() {
    return baseline("r1", "doodle-base", 42);
  }

  private static List<GridPicture> drawn(String run, String adapter, double weight) {
    return each(
        baseline(run, adapter.isEmpty() ? "doodle-base" : "doodle-base + " + adapter, 42),
        one -> withRecipe(one, recipe(adapter, "sha of " + adapter, weight)));
  }

  private static List<String> labels(Grid grid) {
    return grid.rows().stream().map(GridLine::label).toList();
  }

  private static GridAxis axis(String text) {
    return GridAxis.parse(text);
  }

  private static GridAxes axes(List<GridAxis> rows, List<GridAxis> columns, List<GridAxis> bar) {
    return new GridAxes(rows, columns, bar);
  }

  private static Grid grid(GridAxes axes, List<GridPicture> pictures) {
    return Grid.of(GridLayout.of(axes), pictures);
  }
}
