package lab.harmony.notebooks.sources;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StarterRunTest {

  @Test
  void aNewRunCellSaysWhatIsUsual() {
    assertThat(StarterRun.at(5, 7, 9))
        .isEqualTo(
            """
            model: doodle-base
            template: portrait
            cfg_scales: [5, 7, 9]
            seeds: [42]
            sampler: dpm++ 2m karras
            steps: 20\
            """);
  }
}
