package lab.harmony.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class JsonMessagesTest {

  sealed interface Message {
    record Read(Path file, Optional<Path> model, List<Path> others) implements Message {}
  }

  private static final JsonMessages<Message> MESSAGES = new JsonMessages<>(Message.class);

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS) // Its names have no colons.
  @ValueSource(
      strings = {
        "/data/a:b c/x.yaml",
        "a:b c",
        "file:/x",
        "https://example.org/x y",
        ":",
        " /Bögen über 50 %/größe ",
        "/a%20b",
        ""
      })
  void aPathComesAsItWasSent(String text) {
    var path = Path.of(text);
    var sent = new Message.Read(path, Optional.of(path), List.of(path));
    assertThat(MESSAGES.message(MESSAGES.line(sent))).isEqualTo(sent);
  }

  @Test
  void whatIsNoPathIsNamed() {
    for (var wrong : List.of("7", "{}", "[\"a\"]", "\"a\\u0000b\"")) {
      assertThatThrownBy(() ->
              MESSAGES.message(
                  "{\"type\": \"read\", \"file\": %s, \"others\": []}".formatted(wrong)))
          .as(wrong)
          .isInstanceOf(JsonProblem.class)
          .hasMessageContaining("file");
    }
  }
}
