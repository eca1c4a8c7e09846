package lab.harmony.cli;

import java.util.Locale;
import java.util.function.Function;
import lab.harmony.backup.UnfinishedRestore;
import lab.harmony.backup.UnfinishedRestore.Settled;
import lab.harmony.backup.scheduled.StorageSentence;
import lab.harmony.cli.notebooks.NotebookDiffCommand;
import lab.harmony.cli.notebooks.NotebookMergeCommand;
import lab.harmony.cli.remote.LoginCommand;
import lab.harmony.cli.remote.RemoteVerbs;
import lab.harmony.cli.remote.ServerSecret;
import lab.harmony.cli.terminal.TerminalWriter;
import lab.harmony.workspace.HarmonySettings;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// The command line's root. Results go to standard output, everything else to standard error.
///
/// Exit codes: 0 done, 1 could not be done, 2 the call's words are off.
@Command(
    name = "lab",
    synopsisHeading = "%nUsage: ",
    description = "Harmony Lab's verbs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      StartCommand.class,
      LinkCommand.class,
      WorkerCommand.class,
      WorkCommand.class,
      RunCommand.class,
      ExportCommand.class,
      PublishCommand.class,
      ReportsCommand.class,
      ReviewCommand.class,
      LoginCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      AuditCommand.class,
      AnalyzeCommand.class,
      CompareCommand.class,
      PinsCommand.class,
      GenerateCommand.class,
      ModelsCommand.class,
      ImportImagesCommand.class,
      TrainCommand.class,
      TrainingsCommand.class,
      RecordsCommand.class,
      MakeEpisodesCommand.class,
      NotebookDiffCommand.class,
      NotebookMergeCommand.class,
      DoctorCommand.class
    })
public final class Lab {

  private static final String LOGGING = "logback.configurationFile";

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    logToErrors();
    System.exit(
        new RemoteVerbs(commandLine(), ServedVerbs.NAMES, System.out, ServerSecret.ofUser())
            .execute(arguments)
            .orElseGet(() -> commandLine().execute(arguments)));
  }

  /// Standard output belongs to results: what libraries log goes to standard error, until services
  /// are started, which log as the settings say.
  private static void logToErrors() {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "lab/harmony/engine/logback.xml");
      LoggerFactory.getILoggerFactory();
      System.clearProperty(LOGGING);
    }
  }

  public static CommandLine commandLine() {
    return inWords(new CommandLine(new Lab()), Lab::settings)
        .setExecutionStrategy(Lab::run)
        .setOut(TerminalWriter.over(System.out))
        .setErr(TerminalWriter.over(System.err));
  }

  /// Says what goes wrong in a sentence.
  ///
  /// @param settings those of a call
  static CommandLine inWords(CommandLine verbs, Function<ParseResult, HarmonySettings> settings) {
    return verbs
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((problem, command, parsed) -> {
          command.getErr().println(sentence(problem, settings.apply(parsed)));
          if (System.getenv("LAB_STACK_TRACES") != null) {
            problem.printStackTrace(command.getErr());
          }
          return 1;
        });
  }

  /// Sees to a restore that was ended half way before anything else.
  private static int run(ParseResult parsed) {
    var err = parsed.commandSpec().commandLine().getErr();
    var settings = settings(parsed);
    var unfinished = new UnfinishedRestore(settings.dataRoot());
    switch (unfinished.settle()) {
      case Settled.Nothing _ -> {}
      case Settled.TakenBack(var archive) ->
          err.println(
              "The restore of %s was ended half way. What it had moved is back in its place; begin it anew if you want it."
                  .formatted(archive));
      case Settled.Through(var archive, var files, var aside, var carried) -> {
        err.println(
            "The restore of %s was ended at its last step, and is through: %s back. What stood in their place is kept in %s"
                .formatted(archive, RestoreCommand.counted(files), aside));
        RestoreCommand.record(settings.data(), settings, archive, files, carried, err);
        unfinished.forget();
      }
      case Settled.Refused(var reason) -> {
        err.println(reason);
        return isDoctor(parsed) ? Math.max(1, new RunLast().execute(parsed)) : 1;
      }
    }
    return new RunLast().execute(parsed);
  }

  /// Whoever has to see to a folder by hand is told what else is wrong with it.
  private static boolean isDoctor(ParseResult parsed) {
    return parsed.hasSubcommand()
        && parsed.subcommand().commandSpec().userObject() instanceof DoctorCommand;
  }

  private static HarmonySettings settings(ParseResult parsed) {
    return HarmonySettings.read(parsed.originalArgs().toArray(String[]::new));
  }

  /// What went wrong, in words; a problem without words is named by its kind.
  private static String sentence(Throwable problem, HarmonySettings settings) {
    var storage = StorageSentence.of(problem, settings);
    if (storage.isPresent()) {
      return storage.get();
    }
    var message = problem.getMessage();
    return message == null || message.isBlank() ? problem.toString() : message;
  }
}
