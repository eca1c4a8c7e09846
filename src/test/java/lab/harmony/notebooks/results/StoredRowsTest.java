package lab.harmony.notebooks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.notebooks.document.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StoredRowsTest {

  private static final StoredRows ROWS =
      new StoredRows(
          List.of(
              new StoredRows.Column("experiment", "string"),
              new StoredRows.Column("n", "integer"),
              new StoredRows.Column("rate", "number"),
              new StoredRows.Column("even", "boolean")),
          List.of(
              Arrays.asList("a <b>\tc", "170141183460469231731687303715884105727", "0.5", "true"),
              Arrays.asList(null, "1", "NaN", null)),
          3);

  @Test
  void whatIsStoredIsReadAgain() {
    var display = (Output.Display) ROWS.output();

    assertThat(StoredRows.read(display)).contains(ROWS);
    assertThat(Renderings.of(display))
        .isInstanceOfSatisfying(
            Rendering.Rows.class, rows -> assertThat(rows.rows()).isEqualTo(ROWS));
  }

  @Test
  void otherReadersShowItTooAndNothingOfItActs() {
    var display = (Output.Display) ROWS.output();

    assertThat(display.text("text/html").orElseThrow())
        .contains("a &lt;b&gt;", "the first 2 of 3 rows")
        .doesNotContain("<b>");
    assertThat(display.text("text/plain").orElseThrow())
        .isEqualTo(
            "experiment\tn\trate\teven\na <b> c\t170141183460469231731687303715884105727\t0.5\ttrue\n\t1\tNaN\t\nthe first 2 of 3 rows");
    assertThat(display.json("application/vnd.dataresource+json").orElseThrow().path("data").get(1))
        .hasToString("{\"experiment\":null,\"n\":1,\"rate\":\"NaN\",\"even\":null}");
  }

  @Test
  void aTableOfAnotherToolIsShown() {
    var foreign =
        new Output.Display(
            Map.of(
                StoredRows.TYPE,
                JsonText.MAPPER.readTree(
                    "{\"schema\": {\"fields\": [{\"name\": \"index\", \"type\": \"integer\"}]}, \"data\": [{\"index\": 0}]}")));

    assertThat(StoredRows.read(foreign).orElseThrow().rows()).containsExactly(List.of("0"));
  }

  @Test
  void aRowOfAnotherWidthIsNone() {
    assertThatThrownBy(() -> new StoredRows(ROWS.columns(), List.of(List.of("a")), 1))
        .hasMessage("need 4 values in each row, got 1");
  }
}
