package lab.harmony.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Prompts by chance, and what the grammar of AUTOMATIC1111 makes of them at each of ten steps.
@Tag("unit")
class PromptParityTest {

  private static final Path FILE = Path.of("src/test/resources/prompts/reference.jsonl");
  private static final int STEPS = 10;

  static List<JsonObject> prompts() throws IOException {
    return Files.readAllLines(FILE).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void saysAtEachStepWhatTheReferenceSays(JsonObject reference) {
    var prompt = Prompt.parse(reference.get("prompt").getAsString(), PromptSyntax.WEIGHTED);
    var expected = objects(reference, "subPrompts").toList();
    assertThat(prompt.subPrompts()).hasSameSizeAs(expected);
    for (var i = 0; i < expected.size(); i++) {
      var subPrompt = prompt.subPrompts().get(i);
      assertThat(subPrompt.weight()).isEqualTo(expected.get(i).get("weight").getAsDouble());
      var versions = objects(expected.get(i), "says").toList();
      assertThat(IntStream.range(0, STEPS).mapToObj(step -> spoken(subPrompt.at(step, STEPS))))
          .containsExactlyElementsOf(
              IntStream.range(0, STEPS).mapToObj(step -> parts(versions, step)).toList());
    }
  }

  /// Of the last version that begins at this step or before it.
  private static List<Part> parts(List<JsonObject> versions, int step) {
    return versions.stream()
        .filter(version -> version.get("from").getAsInt() <= step)
        .reduce((_, later) -> later)
        .orElseThrow()
        .getAsJsonArray("parts")
        .asList()
        .stream()
        .map(PromptParityTest::part)
        .toList();
  }

  private static Part part(JsonElement part) {
    return part instanceof JsonArray text
        ? new Part.Text(text.get(0).getAsString(), text.get(1).getAsDouble())
        : new Part.Break();
  }

  /// Where nothing is said the reference has no text, the parser an empty one.
  private static List<Part> spoken(List<Part> parts) {
    return parts.stream().filter(part -> !part.equals(new Part.Text("", 1))).toList();
  }

  private static Stream<JsonObject> objects(JsonObject holder, String name) {
    return holder.getAsJsonArray(name).asList().stream().map(JsonElement::getAsJsonObject);
  }
}
