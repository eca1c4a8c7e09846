package lab.harmony.blind.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import lab.harmony.json.Json;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as labs of before published them, which stand in `src/test/resources/blind` and are never
/// written anew.
@Tag("unit")
class PublishedCheckTest {

  private static String file(int format) throws IOException {
    return Files.readString(Path.of("src/test/resources/blind/session-%d.json".formatted(format)));
  }

  /// The file with another close, and the SHA-256 of that.
  private static String closed(String file, UnaryOperator<String> change) {
    var json = Json.object(file);
    var close = change.apply(json.path("close").asString());
    json.put("close", close);
    json.put("closeSha256", Sha256.of(close).hex());
    return Json.indented(json);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void whatWasPublishedOnceIsHeldAgainstItsCloseByTheFormatThatThisNames(int format)
      throws IOException {
    var check = PublishedCheck.of(file(format));
    assertThat(check.problems()).isEmpty();
    assertThat(check.against(check.closeSha256().orElseThrow()).compared())
        .containsExactly(PublishedCheck.Noted.CLOSE);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void whatAFileTellsOtherwiseThanItsCloseIsNamed(int format) throws IOException {
    var file = file(format);
    assertThat(PublishedCheck.of(file.replace("\"Two arms\"", "\"Three arms\"")).problems())
        .containsExactly(
            "The file tells something else than its close wrote down: “title Three arms” instead of “title Two arms”.");
    assertThat(
            PublishedCheck.of(closed(file, close -> close.replace("rater\t2\t", "rater\t3\t")))
                .problems())
        .singleElement()
        .asString()
        .contains("“rater 2 ", "instead of “”");
    assertThat(
            PublishedCheck.of(closed(file, close -> close + "rater\t3\tblind\tperson\n"))
                .problems())
        .containsExactly(
            "The file tells something else than its close wrote down: nothing instead of “rater 3 blind person”.");
    assertThat(PublishedCheck.of(closed(file, close -> close + "title\tTwo arms\n")).problems())
        .as("a fact stands once")
        .hasSize(1);
  }

  @Test
  void guestsStandAsBlindInTheFirstFormatAloneAndAsNotKnownSince() throws IOException {
    UnaryOperator<String> asBefore = close -> close.replace("not-known", "blind");
    assertThat(PublishedCheck.of(closed(file(3), asBefore)).problems())
        .singleElement()
        .asString()
        .contains("“rater 2 not-known guest” instead of “rater 2 blind guest”");
    assertThat(
            PublishedCheck.of(
                    closed(
                        file(3),
                        close -> asBefore.apply(close).replace("blind-close/2", "blind-close/1")))
                .problems())
        .isEmpty();
  }

  @Test
  void aCloseOfALaterLabIsNoForgery() throws IOException {
    assertThat(
            PublishedCheck.of(
                    closed(file(3), close -> close.replace("blind-close/2", "blind-close/9")))
                .problems())
        .singleElement()
        .asString()
        .contains("begins with “harmony-blind-close/9”", "or a later one");
  }

  @Test
  void theOrderOfItsLinesSaysNothing() throws IOException {
    assertThat(
            PublishedCheck.of(
                    closed(
                        file(2),
                        close -> {
                          var lines = close.lines().toList();
                          return "%s\n%s\n%s\n"
                              .formatted(
                                  lines.getFirst(),
                                  lines.getLast(),
                                  String.join("\n", lines.subList(1, lines.size() - 1)));
                        }))
                .problems())
        .isEmpty();
  }
}
