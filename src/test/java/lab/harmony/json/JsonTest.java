package lab.harmony.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class JsonTest {

  record Settings(int steps, List<Double> rates) {}

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                      | there is nothing
          [1]                     | there is array
          null                    | there is null
          {"a": 1,, "b": 2}       | line 1, column 9
          {'a': 1}                | line 1, column 2
          {"a": 1} {"b": 2}       | {
          {"a": tru}              | line 1, column
          {"a":                   | line 1
          """)
  void whatIsNoObjectIsNamedWithItsPlace(String text, String place) {
    assertThatThrownBy(() -> Json.object(text))
        .isInstanceOf(JsonProblem.class)
        .message()
        .contains(place.equals("{") ? "" : place)
        .doesNotContain("\n");
  }

  @Test
  void aPlaceIsThatInTheFileAndBytesThatAreNoTextAreRefused() throws Exception {
    var file = Files.writeString(folder.resolve("a.json"), "{\n  \"a\": 1,\n  \"b\": oops\n}\n");
    assertThatThrownBy(() -> Json.object(file)).hasMessageContaining("line 3, column");
    Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    assertThatThrownBy(() -> Json.object(file)).isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void whatOverflowsAStackOrAMemoryIsRefusedBeforeItDoes() {
    assertThat(Json.object(nested(Json.DEEPEST - 1))).isNotNull();
    for (var text :
        List.of(
            nested(Json.DEEPEST), nested(1_000_000), "{\"a\":%s}".formatted("9".repeat(5000)))) {
      assertThatThrownBy(() -> Json.object(text))
          .isInstanceOf(JsonProblem.class)
          .hasMessageContaining("nested too deep, or a number or a text in it is too long");
    }
  }

  private static String nested(int depth) {
    return "{\"a\":%s%s}".formatted("[".repeat(depth), "]".repeat(depth));
  }

  @Test
  void whatEditorsAndPythonPutIntoFilesIsRead() {
    var json =
        Json.object("\uFEFF{\"a\": NaN, \"b\": -Infinity, \"c\": 1000000000000000019884624838656}");
    assertThat(json.path("a").doubleValue()).isNaN();
    assertThat(json.path("b").doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(json.path("c").doubleValue()).isEqualTo(1e30);
  }

  @Test
  void aPartOfAnotherKindIsNamed() {
    assertThatThrownBy(
            () -> Json.record(Json.object("{\"steps\":1,\"rates\":[1,{}]}"), Settings.class))
        .isInstanceOf(JsonProblem.class)
        .hasMessage("\"rates[1]\" is of another kind");
  }

  @Test
  void filesOfModelsAreIndentedAndSignsEscapedOnlyWhereTheyAlwaysWere() {
    var facts = new TreeMap<String, Object>(Map.of("a", List.of(), "b", Map.of()));
    assertThat(Json.indented(facts)).isEqualTo("{\n  \"a\": [],\n  \"b\": {}\n}\n");
    var signs = "<a href='?b=c&d'>\u2028\u001f\"\\/é";
    assertThat(Json.LINE.writeValueAsString(signs))
        .isEqualTo("\"<a href='?b=c&d'>\\u2028\\u001f\\\"\\\\/é\"");
    assertThat(Json.PLAIN.writeValueAsString(signs))
        .isEqualTo(
            "\"\\u003ca href\\u003d\\u0027?b\\u003dc\\u0026d\\u0027\\u003e"
                + "\\u2028\\u001f\\\"\\\\/é\"");
    assertThat(
            Json.object("{\"a\":" + Json.PLAIN.writeValueAsString(signs) + "}")
                .path("a")
                .asString())
        .isEqualTo(signs);
  }
}
