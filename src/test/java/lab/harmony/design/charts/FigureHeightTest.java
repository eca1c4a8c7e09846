package lab.harmony.design.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("unit")
class FigureHeightTest {

  @Test
  void aFigureIsAsHighAsItsSpecificationSaysWithItsAxis() {
    assertThat(of("{'mark': 'line', 'height': 180}")).isEqualTo(180 + 49);
  }

  @Test
  void stepsCountTheRowsThatDifferAndTitlesCountTheirLines() {
    var bars =
        "{'layer': [{'mark': 'bar', 'encoding': {'y': {'field': 'g', 'type': 'nominal'}}}],"
            + " 'height': {'step': 24},"
            + " 'data': {'values': [{'g': 'a'}, {'g': 'b'}, {'g': 'a'}]}%s}";
    assertThat(of(bars.formatted(""))).isEqualTo(2 * 24 + 49);
    assertThat(of(bars.formatted(", 'title': {'text': 't', 'subtitle': ['one', 'two']}")))
        .isEqualTo(2 * 24 + 49 + 30 + 2 * 14);
    assertThat(of(bars.formatted(", 'title': {'text': ['one', 'two']}")))
        .isEqualTo(2 * 24 + 49 + 30 + 14);
  }

  @Test
  void aFigureOfSeveralKeepsNoPlace() {
    assertThat(of("{'vconcat': [{'mark': 'bar'}]}")).isZero();
  }

  private static int of(String specification) {
    return FigureHeight.of(new JsonMapper().readTree(specification.replace('\'', '"')));
  }
}
