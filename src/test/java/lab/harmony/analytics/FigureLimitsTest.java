package lab.harmony.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("unit")
class FigureLimitsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data': {'sequence': {'start': 0, 'stop': 1e12}}, 'mark': 'bar'}",
        "{'data': {'sequence': {'stop': 10, 'step': 0}}, 'mark': 'bar'}",
        "{'data': {'sequence': {'stop': -10, 'step': -1e-9}}, 'mark': 'bar'}",
        "{'layer': [{'hconcat': [{'data': {'sequence': {'stop': 1000000}}}]}]}",
        "{'data': {'graticule': {'step': [0.0001, 0.0001]}}, 'mark': 'geoshape'}",
        "{'width': 1e9, 'mark': 'bar'}"
      })
  void aFigureThatMakesTooMuchIsNamed(String specification) {
    assertThat(FigureLimits.exceeded(read(specification))).isPresent();
    try (var renderer = new FigureRenderer()) {
      assertThatThrownBy(() -> renderer.svg(read(specification)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot be drawn");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data': {'sequence': {'start': 0, 'stop': 12.7, 'step': 0.1}}, 'width': 400, 'mark':"
            + " 'line'}",
        "{'data': {'graticule': {'step': [15, 15]}}, 'mark': 'geoshape'}",
        "{'data': {'values': [{'sequence': {'stop': 1e9}, 'width': 30000}]}, 'width': 'container',"
            + " 'mark': 'bar'}"
      })
  void whatPeopleDrawPasses(String specification) {
    assertThat(FigureLimits.exceeded(read(specification))).isEmpty();
  }

  @Test
  void depthIsBounded() {
    var deep = "{\"layer\":[".repeat(100) + "]}".repeat(100);
    assertThat(FigureLimits.exceeded(JsonMapper.shared().readTree(deep))).isPresent();
  }

  private static ObjectNode read(String specification) {
    return (ObjectNode) JsonMapper.shared().readTree(specification.replace('\'', '"'));
  }
}
