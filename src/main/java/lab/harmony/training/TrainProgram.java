package lab.harmony.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.work.Device;
import lab.harmony.work.process.JavaProgram;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Component;

/// `./lab train` as a process of its own, with the data and the prompts of this lab, on the same
/// device as its runs.
@Component
class TrainProgram {

  private final Workspace workspace;
  private final DataFolder data;
  private final Device device;

  TrainProgram(Workspace workspace, DataFolder data, Device device) {
    this.workspace = workspace;
    this.data = data;
    this.device = device;
  }

  ProcessBuilder of(Path spec, List<String> options) {
    var arguments =
        new ArrayList<>(
            List.of("train", spec.toString(), "--prompts", workspace.prompts().toString()));
    arguments.addAll(options);
    var program = new JavaProgram("lab.harmony.cli.Lab", "2g", List.of(), arguments);
    var builder = program.on(device.settings());
    builder.environment().put("HARMONY_DATA", data.root().toString());
    return builder;
  }
}
