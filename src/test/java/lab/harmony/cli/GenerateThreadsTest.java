package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import lab.harmony.workspace.HarmonySettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GenerateThreadsTest {

  @Test
  void aPictureIsComputedOnAsManyCoresAsPeopleSet() {
    assertThat(GenerateCommand.device(HarmonySettings.read("--harmony.engine.threads=3")).threads())
        .isEqualTo(3);
  }
}
