package lab.harmony.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import lab.harmony.backup.Backups;
import lab.harmony.json.Json;
import lab.harmony.workspace.HarmonySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Copies what cannot be made again into one file, while the lab runs or not.
@Command(
    name = "backup",
    description =
        "Copies the database and what else in the data folder cannot be made again into one file.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "The zip file to write (default: one in the folder backups of the data folder).")
  @Nullable Path file;

  @Option(names = "--models", description = "Take model files too, however large.")
  boolean models;

  @Option(names = "--json", description = "Print an object: file, files, bytes, leftOut.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (file != null && Files.isDirectory(file)) {
      throw new ParameterException(
          spec.commandLine(), "FILE must be a file, but %s is a folder".formatted(file));
    }
    var backups = new Backups(HarmonySettings.read().data(), Clock.systemUTC());
    var made = backups.make(file == null ? backups.place() : file, models);
    for (var left : made.leftOut()) {
      spec.commandLine().getErr().println("Not in it (--models takes it too): " + left);
    }
    if (json) {
      var about = Json.MAPPER.createObjectNode();
      about.put("file", made.file().toAbsolutePath().normalize().toString());
      about.put("files", made.files());
      about.put("bytes", made.bytes());
      made.leftOut().forEach(about.putArray("leftOut")::add);
      spec.commandLine().getOut().println(about.toPrettyString());
    } else {
      spec.commandLine().getOut().println(made.file());
    }
    return 0;
  }
}
