package lab.harmony.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Trainings in processes of their own that are killed, or find too little memory.
@Tag("process")
class LoraTrainingKilledTest {

  @TempDir Path folder;

  @Test
  void aTrainingThatWasKilledTenTimesEndsWithTheWeightsOfOneThatWasNot() throws Exception {
    var whole = folder.resolve("whole");
    var random = new Random(11);
    assertThat(start(whole).waitFor()).isZero();

    var killed = folder.resolve("killed");
    int kills = 0;
    while (kills < 10) {
      var process = start(killed);
      try (var lines = process.inputReader()) {
        // Between one and two steps, and a moment in the middle of the next.
        for (int i = 0; i <= random.nextInt(2); i++) {
          String line;
          do {
            line = lines.readLine();
            assertThat(line).as("ended before it was killed").isNotNull();
          } while (!line.startsWith(SmallTraining.MARK));
        }
        process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS);
      } finally {
        process.destroyForcibly().waitFor();
      }
      kills++;
    }
    assertThat(start(killed).waitFor()).isZero();
    assertThat(Files.readAllBytes(LoraTrainingTest.newest(killed)))
        .isEqualTo(Files.readAllBytes(LoraTrainingTest.newest(whole)));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aStepThatFindsTooLittleMemoryComesToTheSameAPartAtATime() throws Exception {
    // A step at once needs between 120 and 160 MB, in parts between 20 and 40.
    var process = start(ShortOfMemory.class, ShortOfMemory.ALLOCATOR, folder.toString(), "75");
    try (var reader = process.inputReader()) {
      var lines =
          reader
              .lines()
              .filter(line -> line.startsWith(SmallTraining.MARK))
              .map(line -> line.substring(SmallTraining.MARK.length()))
              .toList();
      assertThat(process.waitFor()).as(lines.toString()).isZero();
      assertThat(Double.parseDouble(lines.get(1)))
          .isCloseTo(Double.parseDouble(lines.get(0)), within(1e-5));
      assertThat(lines.get(2)).contains("Memory is short");
    }
  }

  private static Process start(Path folder) throws Exception {
    return start(SmallTraining.class, Map.of(), folder.toString());
  }

  private static Process start(
      Class<?> program, Map<String, String> environment, String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(new File("target/small-training.log"));
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
