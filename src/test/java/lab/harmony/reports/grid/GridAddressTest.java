package lab.harmony.reports.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.review.RatedBy;
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
            new GridAxes(ImageAxis.CFG, ImageAxis.EMOTION, Optional.of(ImageAxis.MODEL)),
            Optional.of(new RunId("r1")),
            RatedBy.MACHINE,
            true,
            CellAddress.parse("7~happy~doodle-base"));

    assertThat(address.path())
        .isEqualTo(
            "experiments/baseline/grid?with=base-models&rows=cfg&columns=emotion&third=model&like=r1&by=machine&differences=only&cell=7%7Ehappy%7Edoodle-base");
    assertThat(GridAddress.read("baseline", address.parameters()))
        .isEqualTo(new GridAddress.Reading(address, List.of()));
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
        .containsExactly(
            "There is no axis \"mood\"; rows can be one of archetype, emotion, cfg, seed, model.");
    assertThat(reading.address().axes().rows()).isEqualTo(ImageAxis.ARCHETYPE);
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
