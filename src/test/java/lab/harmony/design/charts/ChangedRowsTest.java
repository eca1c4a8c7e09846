package lab.harmony.design.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("unit")
class ChangedRowsTest {

  private static ObjectNode figure(int height, int... steps) {
    var rows = Arrays.stream(steps).mapToObj("{\"step\":%d}"::formatted).toList();
    return (ObjectNode)
        JsonMapper.shared()
            .readTree(
                "{\"height\":%d,\"data\":{\"values\":[%s]}}"
                    .formatted(height, String.join(",", rows)));
  }

  private static void assertChange(ObjectNode before, ObjectNode now, int from, String rows) {
    assertThat(ChangedRows.between(before, now))
        .hasValueSatisfying(change -> {
          assertThat(change.from()).isEqualTo(from);
          assertThat(change.rows()).hasToString(rows);
        });
  }

  @Test
  void onlyWhatComesAfterTheRowsThatStayedIsSent() {
    assertChange(figure(10, 1, 2), figure(10, 1, 2, 3, 4), 2, "[{\"step\":3},{\"step\":4}]");
    assertChange(figure(10), figure(10, 1), 0, "[{\"step\":1}]");
    assertChange(figure(10, 1, 2), figure(10, 1, 3, 4), 1, "[{\"step\":3},{\"step\":4}]");
    assertChange(figure(10, 1, 2), figure(10, 1), 1, "[]");
    assertChange(figure(10, 1, 2), figure(10, 1, 2), 2, "[]");
  }

  @Test
  void aFigureThatIsAnotherIsDrawnAsAWhole() {
    assertThat(ChangedRows.between(figure(10, 1, 2), figure(10, 3, 4))).isEmpty();
    assertThat(ChangedRows.between(figure(10, 1, 2), figure(10))).isEmpty();
    assertThat(ChangedRows.between(figure(10, 1, 2), figure(11, 1, 2, 3))).isEmpty();
    var named = figure(10, 1, 2, 3);
    named.withObject("/data").put("name", "rows");
    assertThat(ChangedRows.between(figure(10, 1, 2), named)).isEmpty();
  }
}
