package lab.harmony.notebooks.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.design.charts.TakenFiles;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.spi.ResultPlace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("unit")
class ChartResultTest {
  private static final ResultPlace PLACE =
      new ResultPlace(
          new ExperimentSlug("trial"),
          new CellId("heat"),
          (_, _) -> List.of(),
          () -> {},
          () -> {
            throw new AssertionError("nothing is opened");
          },
          new TakenFiles() {
            @Override
            public boolean allowed() {
              return true;
            }

            @Override
            public void taken(String file) {
              throw new AssertionError("nothing is taken");
            }
          });

  @Test
  void aFigureThatDoesNotKnowItsFacesSaysHowItComesToThem() {
    assertThat(words("\"label\": \"soft\", \"rate\": 0.5, \"headline\": \"50 %\""))
        .contains("Run this cell again to open the faces");
    assertThat(
            words(
                "\"label\": \"soft\", \"rate\": 0.5, \"headline\": \"50 %\", \"judge\":"
                    + " \"people\", \"faces\": [\"r1/0\"]"))
        .doesNotContain("Run this cell again")
        .contains("Show the rows");
    assertThat(words("\"a\": 1")).doesNotContain("Run this cell again", "Show the rows");
  }

  private static String words(String row) {
    var specification =
        JsonMapper.shared().readTree("{\"data\": {\"values\": [{%s}]}}".formatted(row));
    return new ChartResult((ObjectNode) specification, PLACE).getElement().getOuterHTML();
  }
}
