package lab.harmony.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import lab.harmony.activity.Happening;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.Restore;
import lab.harmony.backup.access.CarriedOver;
import lab.harmony.backup.copies.LabParts;
import lab.harmony.backup.scheduled.BackupShelf;
import lab.harmony.backup.scheduled.ScheduledBackups;
import lab.harmony.blind.ToldFiles;
import lab.harmony.cli.terminal.LocalPerson;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.reports.shelf.FrozenLines;
import lab.harmony.runs.store.RunColumnsMigration;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Goes back to a backup or a daily copy.
@Needs(Right.BACK_UP)
@Command(
    name = "restore",
    description = "Goes back to a backup or a daily copy; what stands in its place is kept aside.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

  private static final String LATEST = "latest";

  static final LabParts PARTS =
      new LabParts(FrozenLines::in, ToldFiles::in, List.of(new RunColumnsMigration()));

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(
      paramLabel = "FILE",
      description = "A backup, or \"latest\": the newest good one that this lab knows.")
  String file;

  @Option(
      names = "--data-only",
      description = "Leave the workspace (experiments, prompts, reports) as it is.")
  boolean dataOnly;

  @Override
  public Integer call() throws Exception {
    var settings = HarmonySettings.read();
    var data = settings.data();
    var err = spec.commandLine().getErr();
    var archive = archive(data, settings);
    var restore = new Restore(data, settings.workspaceRoot(), dataOnly, PARTS, Clock.systemUTC());
    return switch (restore.from(archive)) {
      case Restore.Outcome.Refused(var reason) -> {
        err.println(reason);
        yield 1;
      }
      case Restore.Outcome.Stuck(var reason) -> {
        err.println(reason);
        yield 1;
      }
      case Restore.Outcome.Restored(var files, var aside, var carried) -> {
        err.println("%s: %s back.".formatted(archive, counted(files)));
        if (Files.isDirectory(aside)) {
          err.println("What stood in their place is kept in %s".formatted(aside));
        }
        record(data, settings, archive, files, carried, err);
        restore.recorded();
        yield 0;
      }
    };
  }

  static String counted(int files) {
    return Happening.counted(files, "file is", "files are");
  }

  /// Says what was carried over, and writes down that a backup is there.
  static void record(
      DataFolder data,
      HarmonySettings settings,
      Path archive,
      int files,
      CarriedOver carried,
      PrintWriter err) {
    carried.sentences().forEach(err::println);
    var event =
        AuditEvent.of(
                AuditKind.LAB_RESTORED, LocalPerson.of(settings), ScheduledBackups.subject(archive))
            .with("files", files);
    for (var count : carried.counts().entrySet()) {
      event = event.with(count.getKey(), count.getValue());
    }
    AuditTrail.of(data, Clock.systemUTC()).restored(event).ifPresent(err::println);
  }

  private Path archive(DataFolder data, HarmonySettings settings) {
    if (file.equals(LATEST)) {
      return new BackupShelf(data, settings)
          .newestGood()
          .orElseThrow(() ->
              new IllegalStateException(
                  "There is no good backup in %s. Name one: ./lab restore FILE"
                      .formatted(data.root().resolve("backups"))));
    }
    var named = Path.of(file);
    if (!Files.isRegularFile(named)) {
      throw new ParameterException(spec.commandLine(), "there is no file %s".formatted(named));
    }
    return named;
  }
}
