package lab.harmony.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Function;
import lab.harmony.diffusion.weights.WeightsException;
import lab.harmony.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ConfigFileTest {

  private static ConfigFile file(String value) {
    return new ConfigFile(
        Path.of("unet/config.json"), Json.object("{\"field\": %s}".formatted(value)));
  }

  private static void assertNamed(String value, Function<ConfigFile, Object> reader) {
    assertThatThrownBy(() -> reader.apply(file(value)))
        .as(value)
        .isInstanceOf(WeightsException.class)
        .hasMessageContainingAll("config.json", "field should be");
  }

  @Test
  void nothingInAListIsNamed() {
    assertThat(file("[\"a\", \"b\"]").texts("field")).containsExactly("a", "b");
    assertThat(file("[1, 2]").integers("field")).containsExactly(1, 2);
    assertNamed("[\"a\", null]", one -> one.texts("field"));
    assertNamed("[null]", one -> one.integers("field"));
    assertNamed("null", one -> one.texts("field"));
    assertNamed("null", one -> one.integer("field"));
  }

  @Test
  void aNumberThatNoComputerHasRoomForIsNamed() {
    assertNamed("1" + "0".repeat(400), one -> one.number("field", 1));
    assertNamed("1" + "0".repeat(400), one -> one.integer("field"));
  }
}
