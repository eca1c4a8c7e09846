package lab.harmony.design.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("unit")
class AddedRowsTest {

  private static ObjectNode figure(int height, int... steps) {
    var rows = Arrays.stream(steps).mapToObj("{\"step\":%d}"::formatted).toList();
    return (ObjectNode)
        JsonMapper.shared()
            .readTree(
                "{\"height\":%d,\"data\":{\"values\":[%s]}}"
                    .formatted(height, String.join(",", rows)));
  }

  @Test
  void onlyWhatComesAfterTheRowsOfBeforeIsAdded() {
    assertThat(AddedRows.between(figure(10, 1, 2), figure(10, 1, 2, 3, 4)))
        .hasValueSatisfying(rows -> assertThat(rows).hasToString("[{\"step\":3},{\"step\":4}]"));
    assertThat(AddedRows.between(figure(10), figure(10, 1)).orElseThrow()).hasSize(1);
  }

  @Test
  void aFigureThatIsAnotherIsDrawnAsAWhole() {
    assertThat(AddedRows.between(figure(10, 1, 2), figure(10, 1, 2))).isEmpty();
    assertThat(AddedRows.between(figure(10, 1, 2), figure(10, 1))).isEmpty();
    assertThat(AddedRows.between(figure(10, 1, 2), figure(10, 1, 3, 4))).isEmpty();
    assertThat(AddedRows.between(figure(10, 1, 2), figure(11, 1, 2, 3))).isEmpty();
    var named = figure(10, 1, 2, 3);
    named.withObject("/data").put("name", "rows");
    assertThat(AddedRows.between(figure(10, 1, 2), named)).isEmpty();
  }
}
