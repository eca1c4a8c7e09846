package lab.harmony.comparison.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lab.harmony.notebooks.document.NotebookFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a notebook says that somebody else has written.
@Tag("unit")
class StoredComparisonTest {

  private static final String ARM =
      """
      {"arm": "new", "sentence": "Shown.", "prompts": 8,
       "perfect": {"difference": 0.5, "interval": {"lower": 0.25, "upper": 0.75}},
       "points": {"difference": 1.5, "interval": {"lower": -1.25, "upper": 4.25}},
       "pairs": [{"first": "r261120-204501-k3f9q/0", "second": "r261120-204501-k3f9r/0",
                  "at": "soft", "firstPoints": 3, "secondPoints": 0, "points": 3}]}\
      """;

  private static Optional<StoredComparison> found(String... arms) {
    var json =
        """
        {"format": 1, "baseline": "old", "by": "people", "looks": 1,
         "question": {"arms": ["new"], "than": "old"}, "comparisons": [%s]}\
        """
            .formatted(String.join(", ", arms));
    var notebook =
        """
        {"cells": [{"cell_type": "code", "id": "better", "execution_count": 1,
          "metadata": {"harmony": {"kind": "comparison"}}, "source": "",
          "outputs": [{"output_type": "display_data", "metadata": {},
            "data": {"application/vnd.harmony.comparison+json": %s, "text/plain": "Shown."}}]}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\
        """
            .formatted(json);
    var read = NotebookFormat.read(notebook.getBytes(StandardCharsets.UTF_8));
    var cell = ((NotebookFormat.Reading.Valid) read).notebook().cells().getFirst();
    return StoredComparison.find(cell);
  }

  @Test
  void oneThatTheLabCouldHaveWrittenIsRead() {
    assertThat(found(ARM).map(ComparisonNumbers::of).orElseThrow()).hasSize(2);
    assertThat(found(ARM, ARM.replace("\"new\"", "\"newer\""))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"firstPoints\": 3|\"firstPoints\": 7",
        "\"secondPoints\": 0|\"secondPoints\": -1",
        "\"difference\": 0.5|\"difference\": 1.5",
        "\"difference\": 0.5|\"difference\": -1e400",
        "\"difference\": 1.5|\"difference\": 3.5",
        "\"upper\": 0.75|\"upper\": 1e307",
        "\"lower\": 0.25|\"lower\": -1.5",
        "\"upper\": 4.25|\"upper\": 1e307",
        "\"upper\": 4.25|\"upper\": 1e400",
      })
  void whatCannotBeIsLeftToThePlainForm(String written, String instead) {
    assertThat(ARM).contains(written);
    assertThat(found(ARM.replace(written, instead))).isEmpty();
  }

  @Test
  void twoAnswersOfOneArmAreNone() {
    assertThat(found(ARM, ARM)).isEmpty();
  }
}
