package lab.harmony.work.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class DeviceTurnTest {

  @TempDir Path folder;

  @Test
  void oneHasTheDeviceAndWhoeverWaitedIsNext() {
    try (var first = DeviceTurn.on(folder, "cpu");
        var second = DeviceTurn.on(folder, "cpu");
        var third = DeviceTurn.on(folder, "cpu");
        var other = DeviceTurn.on(folder, "cuda0")) {
      assertThat(first.tryTake()).isTrue();
      assertThat(first.tryTake()).isTrue();
      assertThat(second.tryTake()).isFalse();
      assertThat(other.tryTake()).isTrue();

      first.close();
      // It gave the device back and wants it again at once.
      assertThat(third.tryTake()).isFalse();
      assertThat(second.tryTake()).isTrue();
      assertThat(third.tryTake()).isFalse();
      second.close();
      assertThat(third.tryTake()).isTrue();
    }
  }

  @Test
  void aProcessThatIsKilledGivesTheDeviceBack() throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .start();
    try (BufferedReader said = process.inputReader();
        var turn = DeviceTurn.on(folder, "cpu")) {
      assertThat(said.readLine()).isEqualTo("true");
      assertThat(turn.tryTake()).isFalse();
      process.destroyForcibly().waitFor();
      assertThat(turn.tryTake()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  /// Takes the device and keeps it until it is killed.
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      var turn = DeviceTurn.on(Path.of(arguments[0]), "cpu");
      System.out.println(turn.tryTake());
      System.in.read();
      turn.close();
    }
  }
}
