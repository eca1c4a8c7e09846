package lab.harmony.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import lab.harmony.diffusion.weights.WeightsException;
import lab.harmony.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PeftSettingsTest {

  private static double scale(String alpha) {
    var json = Json.object("{\"unet.lora_alpha\": %s}".formatted(alpha));
    return new PeftSettings("soft.safetensors", json).scale("unet.a", 4, Optional.empty());
  }

  @Test
  void anAlphaThatNoComputerHasRoomForIsNamed() {
    assertThat(scale("8")).isEqualTo(2);
    for (var alpha : new String[] {"1" + "0".repeat(400), "1e999", "NaN", "\"8\""}) {
      assertThatThrownBy(() -> scale(alpha))
          .as(alpha)
          .isInstanceOf(WeightsException.class)
          .hasMessageContainingAll("soft.safetensors", "alpha", "should be a number");
    }
  }
}
