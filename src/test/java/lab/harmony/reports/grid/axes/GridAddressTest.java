package lab.harmony.reports.grid.axes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.review.tags.PictureTag;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GridAddressTest {

  @Test
  void everythingInALinkIsReadBack() {
    var address =
        new GridAddress(
            "baseline",
            List.of("base-models"),
            new GridLayout(
                new GridAxes(
                    List.of(GridAxis.of(ImageAxis.CFG)),
                    List.of(
                        GridAxis.of(ImageAxis.EMOTION).in(AxisOrder.WORST),
                        GridAxis.of(ImageAxis.MODEL)),
                    List.of(
                        GridAxis.of(GridFact.parse("phrase.soft smile")).only(List.of("with")))),
                List.of("with"),
                Optional.of(new RunId("r1")),
                RatedBy.MACHINE,
                new GridFilter(
                    Set.of(
                        GridFilter.Trait.BROKEN,
                        new GridFilter.Tagged(PictureTag.of("odd hands"))))),
            true,
            Optional.of(CellAddress.of("7", "happy", "doodle-base", "with")));

    assertThat(address.path())
        .isEqualTo(
            "experiments/baseline/grid?with=base-models&rows=cfg&columns=emotion%21worst&columns=model&bar=phrase.soft+smile%3Dwith&at=with&like=r1&by=machine&show=broken&tag=odd+hands&differences=only&cell=7%7Ehappy%7Edoodle-base%7Ewith");
    assertThat(GridAddress.read("baseline", address.parameters()))
        .isEqualTo(new GridAddress.Reading(address, List.of()));
  }

  @Test
  void theThirdAxisOfAnOlderLinkSplitsTheColumns() {
    var reading =
        GridAddress.read(
            "baseline",
            Map.of(
                "rows", List.of("cfg"), "columns", List.of("emotion"), "third", List.of("model")));

    assertThat(reading)
        .isEqualTo(
            new GridAddress.Reading(
                GridAddress.of("baseline")
                    .withAxes(
                        new GridAxes(
                            ImageAxis.CFG, ImageAxis.EMOTION, Optional.of(ImageAxis.MODEL))),
                List.of()));
  }

  @Test
  void valuesMayHoldWhatHasAMeaningInAddresses() {
    var axis = GridAxis.of(GridFact.parse("adapter.a=b|c!")).only(List.of("0.8|1", "100 %"));

    assertThat(GridAxis.parse(axis.toString())).isEqualTo(axis);
    assertThat(CellAddress.parse(CellAddress.of("a~b", "%7E").toString()))
        .isEqualTo(CellAddress.of("a~b", "%7E"));
  }

  @Test
  void anUnknownOrderOrFilterIsNamed() {
    assertThat(
            GridAddress.read(
                    "baseline", Map.of("rows", List.of("cfg!loudest"), "show", List.of("pretty")))
                .problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("no order \"loudest\""))
        .anySatisfy(problem -> assertThat(problem).contains("filtered by \"pretty\""));
  }

  @Test
  void anUnknownJudgeIsNamedAndBothAreShown() {
    var reading = GridAddress.read("baseline", Map.of("by", List.of("nobody")));
    assertThat(reading.problems()).singleElement().asString().contains("no judge \"nobody\"");
    assertThat(reading.address().by()).isEqualTo(RatedBy.BOTH);
  }

  @Test
  void aBareLinkIsTheStandardLayout() {
    assertThat(GridAddress.read("baseline", Map.of()).address())
        .isEqualTo(GridAddress.of("baseline"));
  }

  @Test
  void anUnknownAxisIsNamedAndTheStandardTakesItsPlace() {
    var reading = GridAddress.read("baseline", Map.of("rows", List.of("mood")));

    assertThat(reading.problems())
        .singleElement()
        .asString()
        .startsWith("There is no axis \"mood\"; it can be one of archetype, emotion, cfg,");
    assertThat(reading.address().axes().rows()).containsExactly(GridAxis.of(ImageAxis.ARCHETYPE));
  }

  @Test
  void anAxisNamedTwiceIsSaid() {
    var reading =
        GridAddress.read("baseline", Map.of("rows", List.of("cfg"), "columns", List.of("cfg")));

    assertThat(reading.problems()).singleElement().asString().contains("one axis twice");
    assertThat(reading.address().axes()).isEqualTo(GridAxes.STANDARD);
  }

  @Test
  void namesThatCannotBeExperimentsAreIgnored() {
    assertThat(
            GridAddress.read(
                    "baseline", Map.of("with", List.of("../secret", "baseline", "lora-v1")))
                .address()
                .experiments())
        .containsExactly("baseline", "lora-v1");
  }
}
