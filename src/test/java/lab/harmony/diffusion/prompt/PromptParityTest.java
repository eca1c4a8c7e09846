package lab.harmony.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Prompts by chance, and what the grammar of AUTOMATIC1111 makes of them at each of ten steps.
@Tag("unit")
class PromptParityTest {

  private static final Path FILE = Path.of("src/test/resources/prompts/reference.jsonl");
  private static final int STEPS = 10;

  static List<JsonNode> prompts() throws IOException {
    return Files.readAllLines(FILE).stream().<JsonNode>map(Json::object).toList();
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void saysAtEachStepWhatTheReferenceSays(JsonNode reference) {
    var prompt = Prompt.parse(reference.get("prompt").stringValue(), PromptSyntax.WEIGHTED);
    var expected = objects(reference, "subPrompts").toList();
    assertThat(prompt.subPrompts()).hasSameSizeAs(expected);
    for (var i = 0; i < expected.size(); i++) {
      var subPrompt = prompt.subPrompts().get(i);
      assertThat(subPrompt.weight()).isEqualTo(expected.get(i).get("weight").doubleValue());
      var versions = objects(expected.get(i), "says").toList();
      assertThat(IntStream.range(0, STEPS).mapToObj(step -> spoken(subPrompt.at(step, STEPS))))
          .containsExactlyElementsOf(
              IntStream.range(0, STEPS).mapToObj(step -> parts(versions, step)).toList());
    }
  }

  /// Of the last version that begins at this step or before it.
  private static List<Part> parts(List<JsonNode> versions, int step) {
    return versions.stream()
        .filter(version -> version.get("from").intValue() <= step)
        .reduce((_, later) -> later)
        .orElseThrow()
        .path("parts")
        .valueStream()
        .map(PromptParityTest::part)
        .toList();
  }

  private static Part part(JsonNode part) {
    return part.isArray()
        ? new Part.Text(part.get(0).stringValue(), part.get(1).doubleValue())
        : new Part.Break();
  }

  /// Where nothing is said the reference has no text, the parser an empty one.
  private static List<Part> spoken(List<Part> parts) {
    return parts.stream().filter(part -> !part.equals(new Part.Text("", 1))).toList();
  }

  private static Stream<JsonNode> objects(JsonNode holder, String name) {
    return holder.path(name).valueStream();
  }
}
