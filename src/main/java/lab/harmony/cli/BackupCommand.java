package lab.harmony.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.scheduled.ScheduledBackups;
import lab.harmony.cli.terminal.LocalPerson;
import lab.harmony.json.Json;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.LabDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Copies what cannot be made again into one file, while the lab runs or not.
@Needs(Right.BACK_UP)
@Command(
    name = "backup",
    description =
        "Copies the database, what else in the data folder cannot be made again, and the workspace"
            + " into one file. Exit code 1 if something could not be read.",
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

  @Option(
      names = "--json",
      description = "Print an object: file, files, bytes, leftOut, gone, unreadable.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (file != null && Files.isDirectory(file)) {
      throw new ParameterException(
          spec.commandLine(), "FILE must be a file, but %s is a folder".formatted(file));
    }
    var settings = HarmonySettings.read();
    var data = settings.data();
    var backups = new Backups(data, settings.workspaceRoot(), Clock.systemUTC());
    var made = make(data, settings, backups, file == null ? backups.place() : file);
    var err = spec.commandLine().getErr();
    made.leftOut().forEach(left -> err.println("Not in it (--models takes it too): " + left));
    made.gone().forEach(gone -> err.println("Not in it, it went meanwhile: " + gone));
    made.unreadable()
        .forEach(one -> err.println("Not in it: %s: %s".formatted(one.file(), one.reason())));
    record(data, settings, made);
    if (json) {
      var about = Json.MAPPER.createObjectNode();
      about.put("file", made.file().toAbsolutePath().normalize().toString());
      about.put("files", made.files());
      about.put("bytes", made.bytes());
      made.leftOut().forEach(about.putArray("leftOut")::add);
      made.gone().forEach(about.putArray("gone")::add);
      made.unreadable()
          .forEach(one ->
              about.withArray("unreadable").add("%s: %s".formatted(one.file(), one.reason())));
      spec.commandLine().getOut().println(about.toPrettyString());
    } else {
      spec.commandLine().getOut().println(made.file());
    }
    return made.unreadable().isEmpty() ? 0 : 1;
  }

  /// What failed is written down too, as far as the database takes it.
  private Backups.Made make(DataFolder data, HarmonySettings settings, Backups backups, Path target)
      throws SQLException {
    try {
      return backups.make(target, models);
    } catch (SQLException | RuntimeException e) {
      if (Files.exists(LabDatabase.of(data).file())) {
        AuditTrail.of(data, Clock.systemUTC())
            .recordOrTell(
                AuditKind.BACKUP_FAILED,
                () -> ScheduledBackups.failure(target, e, LocalPerson.of(settings)))
            .ifPresent(spec.commandLine().getErr()::println);
      }
      throw e;
    }
  }

  private void record(DataFolder data, HarmonySettings settings, Backups.Made made) {
    var trail = AuditTrail.of(data, Clock.systemUTC());
    if (trail.exists()) {
      trail
          .recordOrTell(ScheduledBackups.event(made, LocalPerson.of(settings)))
          .ifPresent(spec.commandLine().getErr()::println);
    }
  }
}
