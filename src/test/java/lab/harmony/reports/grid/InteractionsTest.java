package lab.harmony.reports.grid;

import static lab.harmony.reports.grid.SamplePictures.baseline;
import static lab.harmony.reports.grid.SamplePictures.marked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridFilter;
import lab.harmony.reports.grid.axes.GridFilter.Trait;
import lab.harmony.reports.grid.axes.GridLayout;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridPosition;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class InteractionsTest {

  private static final GridAxes AXES =
      new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.empty());

  @Test
  void theCellThatFailsIsNamedAtItsRowAndItsColumnAlone() {
    var grid = Grid.of(GridLayout.of(AXES), softAngryFails());

    var found = grid.interactions();

    assertThat(found.likely()).isTrue();
    assertThat(found.sentence())
        .startsWith("Not by row and column alone: angry with soft, 0 of 12 perfect, fewer than the")
        .contains("faces scored by people, one of each prompt and seed; p 0.00");
    assertThat(grid.rows().stream().filter(row -> found.mark(row).isPresent()))
        .extracting(GridLine::label)
        .containsExactly("soft");
    assertThat(grid.columns().stream().filter(column -> found.mark(column).isPresent()))
        .extracting(GridLine::label)
        .containsExactly("angry");
  }

  @Test
  void whatIsHiddenChangesNoMark() {
    var pictures = softAngryFails();
    var all = Grid.of(GridLayout.of(AXES), pictures).interactions();
    var filtered = GridLayout.of(AXES).filtered(new GridFilter(Set.of(Trait.BROKEN)));
    var chosen =
        new GridAxes(AXES.rows(), List.of(AXES.column().only(List.of("happy", "sad"))), List.of());

    assertThat(Grid.of(filtered, pictures).interactions()).isEqualTo(all);
    assertThat(Grid.of(GridLayout.of(chosen), pictures).interactions()).isEqualTo(all);
  }

  @Test
  void facesThatGoTogetherCountOnce() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    int likely = 0;
    for (int study = 0; study < 40; study++) {
      var grid = Grid.of(GridLayout.of(AXES), alikeAtAllScales(random));
      likely += Interactions.of(grid, 199).likely() ? 1 : 0;
    }
    assertThat(likely)
        .as("each seed gives the same at all its scales, and nothing else")
        .isLessThan(4);
  }

  @Test
  void fewScoresOfPeopleDoNotTakeThePlaceOfManyReadings() {
    var pictures = new ArrayList<>(softAngryFails());
    pictures.replaceAll(one -> marked(one, Optional.empty(), one.human()));
    pictures.set(0, marked(pictures.get(0), pictures.get(0).machine(), pictures.get(0).machine()));

    var found = Grid.of(GridLayout.of(AXES), pictures).interactions();

    assertThat(found.likely()).isTrue();
    assertThat(found.sentence()).contains("read by the machine");
  }

  private static List<GridPicture> softAngryFails() {
    Predicate<GridPosition> fails =
        at -> at.archetype().equals("soft") && at.emotion().equals("angry") || at.seed() % 6 == 0;
    return baseline("r1", "doodle-base", LongStream.range(0, 12).toArray()).stream()
        .map(one ->
            marked(
                one,
                Optional.of(new PictureVerdict(fails.test(one.position()) ? 0 : 3, false)),
                Optional.empty()))
        .toList();
  }

  /// Without interaction: a seed of a prompt succeeds or not, at all three scales alike.
  private static List<GridPicture> alikeAtAllScales(RandomGenerator random) {
    var succeeds = new HashMap<String, Boolean>();
    return baseline("r1", "doodle-base", LongStream.range(0, 8).toArray()).stream()
        .map(one -> {
          var at = one.position();
          var good =
              succeeds.computeIfAbsent(
                  at.archetype() + at.emotion() + at.seed(), _ -> random.nextDouble() < 0.6);
          return marked(
              one, Optional.of(new PictureVerdict(good ? 3 : 0, false)), Optional.empty());
        })
        .toList();
  }
}
