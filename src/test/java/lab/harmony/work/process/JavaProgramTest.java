package lab.harmony.work.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class JavaProgramTest {

  private static final JavaProgram PROGRAM =
      new JavaProgram("lab.harmony.Any", "1g", List.of(), List.of("one", "two"));

  @Test
  void warningsOfLibtorchStayOffTerminalsAndItsErrorsDoNot() throws IOException {
    var asked = System.getenv().getOrDefault("TORCH_CPP_LOG_LEVEL", "ERROR");
    assertThat(PROGRAM.on(DeviceSettings.standard(1)).environment())
        .containsEntry("TORCH_CPP_LOG_LEVEL", asked);
    assertThat(Files.readString(Path.of("lab")))
        .contains("export TORCH_CPP_LOG_LEVEL=\"${TORCH_CPP_LOG_LEVEL:-ERROR}\"");
  }

  /// Tests ask for a fast beginning, and so get it of every process that they start.
  @Test
  void aProgramCompilesAsTheOneThatStartsItDoes() {
    var own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    assertThat(PROGRAM.on(DeviceSettings.standard(1)).command())
        .filteredOn(flag -> flag.startsWith("-XX:TieredStopAtLevel="))
        .isEqualTo(own.stream().filter(flag -> flag.startsWith("-XX:TieredStopAt")).toList());
  }

  @Test
  void everyProgramUsesTheLibtorchOfTheDevice() {
    var cuda = new DeviceSettings.Device.Cuda(Path.of("/opt/torch/lib"), "2.7.1", "cu128");
    var builder = PROGRAM.on(new DeviceSettings(cuda, 3, Path.of("/tmp/cache")));
    assertThat(builder.environment())
        .containsEntry("PYTORCH_LIBRARY_PATH", "/opt/torch/lib")
        .containsEntry("PYTORCH_FLAVOR", "cu128")
        .containsEntry("OMP_NUM_THREADS", "3");
    assertThat(builder.command()).endsWith("lab.harmony.Any", "one", "two").contains("-Xmx1g");

    var own = String.join(File.pathSeparator, "a/x.jar", "m2/pytorch-native-cpu-2.7.1.jar");
    assertThat(JavaProgram.classPath(own, cuda)).isEqualTo("a/x.jar");
    assertThat(JavaProgram.classPath(own, new DeviceSettings.Device.Cpu())).isEqualTo(own);
  }
}
