package lab.harmony.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Component;

/// `./lab train` as a process of its own, with the data and the prompts of this lab.
@Component
class TrainProgram {

  private final Workspace workspace;
  private final DataFolder data;

  TrainProgram(Workspace workspace, DataFolder data) {
    this.workspace = workspace;
    this.data = data;
  }

  ProcessBuilder of(Path spec, List<String> options) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx2g",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "lab.harmony.cli.Lab",
                "train",
                spec.toString(),
                "--prompts",
                workspace.prompts().toString()));
    command.addAll(options);
    var builder = new ProcessBuilder(command);
    builder.environment().put("HARMONY_DATA", data.root().toString());
    // Threads that spin while they wait make torch many times slower on a busy machine.
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    return builder;
  }
}
