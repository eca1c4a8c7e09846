package lab.harmony.doodle.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.diffusion.check.WrongMachine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("process")
class MakeDoodleTest {

  @TempDir Path folder;

  @Test
  void onAMachineThatComputesWrongNothingIsTrainedAndTheOperationIsNamed() throws IOException {
    var err = new StringWriter();
    var code =
        new CommandLine(new MakeDoodle(WrongMachine::everywhere))
            .setErr(new PrintWriter(err, true))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(
                "--work",
                folder.resolve("work").toString(),
                "--out",
                folder.resolve("out").toString(),
                "--only",
                "vae");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("Training is refused on this machine")
        .contains("conv2d 3x3, 4 channels out")
        .contains("a processor with avx2");
    assertThat(folder.resolve("out")).doesNotExist();
    try (var made = Files.list(folder.resolve("work"))) {
      assertThat(made).containsExactly(folder.resolve("work/engine-check.json"));
    }
  }
}
