package lab.harmony.imports.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.harmony.imports.metadata.UnreadableMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PictureJsonTest {

  @Test
  void aNumberThatNoComputerHasRoomForIsNamed() {
    for (var number :
        new String[] {"1" + "0".repeat(400), "-1" + "0".repeat(400), "1e999", "NaN"}) {
      var json = PictureJson.object("it", "{\"cfg\": %s}".formatted(number));
      assertThat(PictureJson.number(json.path("cfg"))).as(number).isEmpty();
      assertThatThrownBy(() -> PictureJson.number(json, "cfg"))
          .as(number)
          .isInstanceOf(UnreadableMetadata.class)
          .hasMessageContaining("cfg");
    }
    var json = PictureJson.object("it", "{\"cfg\": 7}");
    assertThat(PictureJson.number(json, "cfg")).isEqualTo(7);
  }
}
