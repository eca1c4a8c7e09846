package lab.harmony.blind.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.blind.results.telling.ToldSection;
import lab.harmony.blind.results.telling.ToldTable;
import lab.harmony.json.Json;
import lab.harmony.notebooks.document.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StoredTellingTest {

  private static final String TYPE = "application/vnd.harmony.blind+json";

  /// As it stands in notebooks; never written anew.
  private static final String FIRST =
      """
      {"format":%s,"session":"k7m2q","title":"Two arms","origin":"Sealed here.",
       "sections":[{"heading":"Claims","paragraphs":["No difference was shown."],
         "tables":[{"caption":"Rates","header":["Arm","Rate"],"rows":[["base","50 %%"]]}]}]}
      """;

  private static Optional<StoredTelling> read(String format) {
    return StoredTelling.in(
        List.of(new Output.Display(Map.of(TYPE, Json.object(FIRST.formatted(format))))));
  }

  private static final StoredTelling TOLD =
      new StoredTelling(
          "k7m2q",
          "Two arms",
          "Sealed here.",
          List.of(
              new ToldSection(
                  "Claims",
                  List.of("No difference was shown."),
                  List.of(
                      new ToldTable(
                          "Rates", List.of("Arm", "Rate"), List.of(List.of("base", "50 %")))))));

  @Test
  void whatNotebooksHaveIsReadAndWhatIsWrittenIsReadAgain() {
    assertThat(read("1")).contains(TOLD);
    assertThat(StoredTelling.in(List.of(TOLD.output()))).contains(TOLD);
  }

  @Test
  void oneOfALaterFormatIsLeftToThePlainFormsBesideIt() {
    assertThat(read("2")).isEmpty();
    assertThat(StoredTelling.in(List.of())).isEmpty();
  }

  @Test
  void everyReaderOfNotebooksFindsItsWords() {
    assertThat(((Output.Display) TOLD.output()).data())
        .containsKeys(TYPE, "text/markdown", "text/plain");
  }
}
