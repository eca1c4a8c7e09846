package lab.harmony.blind.results.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import lab.harmony.json.Json;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Files as labs of before published them, which stand in `src/test/resources/blind` and are never
/// written anew.
@Tag("unit")
class PublishedCheckTest {

  private static String file(Object name) throws IOException {
    return Files.readString(Path.of("src/test/resources/blind/session-%s.json".formatted(name)));
  }

  /// All forms of the file, of its mapping and of its close that were ever written.
  @ParameterizedTest
  @CsvSource({
    "1, harmony-blind-session/1, harmony-blind-mapping/1, -",
    "2, harmony-blind-session/2, harmony-blind-mapping/2, harmony-blind-close/1",
    "3, harmony-blind-session/3, harmony-blind-mapping/2, harmony-blind-close/2",
    "3-six-parts, harmony-blind-session/3, harmony-blind-mapping/2, harmony-blind-close/2",
    "3-rule, harmony-blind-session/3, harmony-blind-mapping/3, harmony-blind-close/2",
    "4, harmony-blind-session/4, harmony-blind-mapping/3, harmony-blind-close/2",
    "5, harmony-blind-session/5, harmony-blind-mapping/3, harmony-blind-close/3",
    "5-left-out, harmony-blind-session/5, harmony-blind-mapping/4, harmony-blind-close/3",
  })
  void whateverWasPublishedOnceStillFitsItself(
      String name, String format, String mapping, String close) throws IOException {
    var text = file(name);
    assertThat(text).contains('"' + format + '"', mapping + "\\n");
    assertThat(text.contains("harmony-blind-close/")).isEqualTo(!close.equals("-"));
    assertThat(text).contains(close);
    var check = PublishedCheck.of(text);
    assertThat(check.problems()).isEmpty();
    assertThat(check.against(check.commitment()).holds()).isTrue();
    assertThat(PublishedCheck.of(text.replace("\\tsoft\\t", "\\tstoic\\t")).problems().getFirst())
        .startsWith("The mapping is not the one that was sealed");
    assertThat(PublishedCheck.of(text.replace("\\tleft\\t", "\\tequal\\t")).problems())
        .anySatisfy(problem -> assertThat(problem).startsWith("The answers were changed"));
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
        .as("to each form of a file belongs one of the close")
        .containsExactly(
            "To a file of the form harmony-blind-session/3 belongs a close of the form harmony-blind-close/2, and this has one of harmony-blind-close/1.");
    assertThat(
            PublishedCheck.of(
                    file(2)
                        .replace("blind-session/2", "blind-session/3")
                        .replaceAll("\"blind\" ?: true", "\"blindness\": \"not-known\""))
                .problems())
        .as("of somebody with an account it is known")
        .anySatisfy(it -> assertThat(it).contains("“rater 1 not-known person” instead of"));
  }

  private static final List<String> OF_A_CLOSE = List.of("close", "closeSha256", "ended");

  @Test
  void whatWasWrittenDownAtTheCloseIsNotHiddenByAFileThatSaysThatItIsOfBefore() throws IOException {
    var before = Json.object(file(3).replace("blind-session/3", "blind-session/1"));
    assertThat(PublishedCheck.of(Json.indented(before)).problems())
        .anySatisfy(it -> assertThat(it).contains("came after that (harmony-blind-mapping/2)"));
    before.remove(OF_A_CLOSE);
    assertThat(PublishedCheck.of(Json.indented(before)).problems())
        .singleElement()
        .asString()
        .contains("came after that (harmony-blind-mapping/2)", "was left out");

    var first = mapped(before, before.path("mapping").asString().replace("mapping/2", "mapping/1"));
    var check = PublishedCheck.of(Json.indented(first));
    assertThat(check.problems()).as("of before closes were written down").isEmpty();
    assertThat(check.against(check.commitment()).sentence())
        .contains("who was blind and the answers stand under no SHA-256");
    assertThat(PublishedCheck.of(Json.indented(first.put("ended", "early"))).problems())
        .anySatisfy(it -> assertThat(it).contains("has something of a close"));
  }

  static ObjectNode mapped(ObjectNode file, String mapping) {
    var commitment = Sha256.of(file.path("nonce").asString() + "\n" + mapping).hex();
    return file.put("mapping", mapping).put("commitment", commitment);
  }

  @Test
  void eachRaterStandsInAFileOnce() throws IOException {
    var file = Json.object(file(3));
    var raters = (ArrayNode) file.path("raters");
    raters.add(raters.get(0).deepCopy());
    assertThat(PublishedCheck.of(Json.indented(file)).problems())
        .containsExactly(
            "The file tells something else than its close wrote down: “rater 1 blind person, rater 1 blind person” instead of “rater 1 blind person”.");
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
