package lab.harmony.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class EngineCommandTest {

  @Test
  void warningsOfLibtorchStayOffTerminalsAndItsErrorsDoNot() throws IOException {
    var asked = System.getenv().getOrDefault("TORCH_CPP_LOG_LEVEL", "ERROR");
    assertThat(EngineCommand.of(EngineSettings.standard()).environment())
        .containsEntry("TORCH_CPP_LOG_LEVEL", asked);
    assertThat(Files.readString(Path.of("lab")))
        .contains("export TORCH_CPP_LOG_LEVEL=\"${TORCH_CPP_LOG_LEVEL:-ERROR}\"");
  }
}
