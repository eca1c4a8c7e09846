package lab.harmony;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A lab in which nobody has done anything yet.
@Tag("unit")
@DirtiesContext
class EmptyLabViewTest extends ViewLab {

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var root = folder("harmony-empty");
    var workspace = root.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", root.resolve("data")::toString);
    registry.add("harmony.worker.enabled", () -> false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''       | No experiments yet         | New experiment
          review   | No faces to review yet     | Open the experiments
          grids    | No pictures to lay out yet | Open the experiments
          reports  | No reports yet             | Open the experiments
          runs     | No runs here               | ./lab run baseline
          trainings| No trainings yet           | training.yaml
          models   | doodle-parts               | Reads which emotion
          backups  | No backups yet             | ./lab restore FILE
          audit    | Nothing is written down yet | will stand here
          work     | Nothing is under way       | Run cells of a notebook
          """)
  void aScreenWithNothingOnItSaysSoAndWhereToBegin(String address, String words, String way) {
    open(address);
    awaitShown(words, way);
  }
}
