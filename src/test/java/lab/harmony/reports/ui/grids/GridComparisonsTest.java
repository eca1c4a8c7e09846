package lab.harmony.reports.ui.grids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.harmony.reports.grid.GridArms;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GridComparisonsTest {

  private static String told(GridComparisons.Filtered filtered, GridFact fact, String... values) {
    var where = Stream.of(values).map(value -> Map.of(fact.text(), value)).toList();
    return new GridComparisons(
            GridAddress.of("baseline"),
            filtered,
            List.of(new GridArms(fact, where, List.of(), List.of())))
        .getElement()
        .getTextRecursively();
  }

  @Test
  void thatFiltersAreLeftAsideIsSaidWithHowManyPicturesArmsHave() {
    var model = GridFact.of(ImageAxis.MODEL);
    assertThat(told(new GridComparisons.Filtered(756, 12), model, "doodle-base", "doodle-anime"))
        .contains("By Model")
        .contains("Filters are left aside")
        .contains("all 768 pictures, not the 12 that are shown.");
    assertThat(told(new GridComparisons.Filtered(0, 768), model, "doodle-base", "doodle-anime"))
        .contains("By Model")
        .doesNotContain("Filters");
  }

  @Test
  void whatIsTooLongForTheNameOfAnArmIsNotLinked() {
    var wording = GridFact.Known.WORDING;
    var filtered = new GridComparisons.Filtered(1, 1);
    assertThat(told(filtered, wording, "a".repeat(2_050), "b".repeat(2_050)))
        .contains("Nothing is compared by Wording of the prompt: its values are too long")
        .doesNotContain("By Wording")
        .doesNotContain("Filters");
    assertThat(told(filtered, wording, "a".repeat(1_000), "b".repeat(1_000)))
        .contains("By Wording of the prompt");
  }
}
