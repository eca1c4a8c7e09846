package lab.harmony.cli;

import java.nio.file.Path;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Workspace;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.StandardEnvironment;

/// The lab's settings for verbs that start no services: environment variables, system properties
/// and configuration files, read as the lab itself reads them.
final class LabSettings {

  private final StandardEnvironment environment = new StandardEnvironment();

  private LabSettings() {
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
  }

  static LabSettings read() {
    return new LabSettings();
  }

  DataFolder data() {
    return new DataFolder(dataRoot());
  }

  /// Where the data folder is, or is to be.
  Path dataRoot() {
    var named = environment.getProperty("harmony.data", "");
    return named.isBlank() ? DataFolder.defaultRoot() : Path.of(named);
  }

  Workspace workspace() {
    return new Workspace(Path.of(environment.getProperty("harmony.workspace", ".")));
  }

  /// How many cores to compute on.
  int threads() {
    int asked = environment.getProperty("harmony.engine.threads", Integer.class, 0);
    return asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
  }
}
