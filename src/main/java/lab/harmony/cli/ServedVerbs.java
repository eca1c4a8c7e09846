package lab.harmony.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.harmony.audit.AuditTrail;
import lab.harmony.cli.terminal.Signals;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.training.SentTrainings;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The verbs that a running lab does for people on other machines, over its own services, in the
/// name of whoever is signed in. All that a word says of files is read by who asks for it.
public final class ServedVerbs {

  @Command(
      name = "lab",
      description = "Verbs on a lab on another machine.",
      mixinStandardHelpOptions = true)
  private static final class Root {}

  /// Their names. The others are for the machine that a lab runs on, or need no lab.
  static final Set<String> NAMES =
      Set.of(
          "work",
          "run",
          "compare",
          "pins",
          "export",
          "publish",
          "reports",
          "audit",
          "generate",
          "models",
          "import-images",
          "train",
          "trainings",
          "records");

  private final ConfigurableApplicationContext lab;

  public ServedVerbs(ConfigurableApplicationContext lab) {
    this.lab = lab;
  }

  /// Which right a call needs: that of its verb, or of the part of it that is called.
  ///
  /// @throws IllegalArgumentException in words, if there is no such verb here, or it cannot be read
  public Right needs(Function<String, Path> paths, String... words) {
    var verbs = line(paths, OutputStream.nullOutputStream());
    try {
      Needs needs = null;
      for (var at = verbs.parseArgs(words);
          at != null;
          at = at.hasSubcommand() ? at.subcommand() : null) {
        var own = annotated(at.commandSpec().userObject()).getAnnotation(Needs.class);
        needs = own == null ? needs : own;
      }
      return Optional.ofNullable(needs)
          .map(Needs::value)
          .orElseThrow(() -> new IllegalArgumentException("A verb is needed, got none."));
    } catch (ParameterException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  private static AnnotatedElement annotated(Object called) {
    return called instanceof AnnotatedElement method ? method : called.getClass();
  }

  /// Does a verb.
  ///
  /// @param paths what words mean that name files
  /// @param raw for bytes that are no text
  /// @return the exit code
  public int execute(
      Function<String, Path> paths,
      PrintWriter out,
      PrintWriter err,
      OutputStream raw,
      String... words) {
    return line(paths, raw).setOut(out).setErr(err).execute(words);
  }

  private CommandLine line(Function<String, Path> paths, OutputStream raw) {
    var root = new CommandLine(new Root());
    Supplier<ConfigurableApplicationContext> open = this::staysOpen;
    Supplier<DataFolder> data = () -> lab.getBean(DataFolder.class);
    Supplier<HarmonySettings> settings = () -> lab.getBean(HarmonySettings.class);
    var audit = new CommandLine(new AuditCommand(lab.getBean(AuditTrail.class)));
    audit.getCommandSpec().removeSubcommand("accept"); // by whoever keeps the machine
    root.addSubcommand(new WorkCommand(open))
        .addSubcommand(new RunCommand(open))
        .addSubcommand(new CompareCommand(open))
        .addSubcommand(new PinsCommand(open))
        .addSubcommand(new ExportCommand(open, raw))
        .addSubcommand(new PublishCommand(open))
        .addSubcommand(new ReportsCommand(open))
        .addSubcommand(audit)
        .addSubcommand(new GenerateCommand(settings))
        .addSubcommand(new ModelsCommand(data))
        .addSubcommand(new ImportImagesCommand(open))
        .addSubcommand(
            new TrainCommand(
                open,
                _ -> Signals.none(),
                (context, spec, prompts) ->
                    context.getBean(SentTrainings.class).order(spec, prompts)))
        .addSubcommand(new TrainingsCommand(open))
        .addSubcommand(new RecordsCommand(open));
    root.setExpandAtFiles(false); // a word is a word, and no file of this machine
    return Lab.inWords(root, _ -> settings.get()).registerConverter(Path.class, paths::apply);
  }

  /// The running lab, which no verb ends.
  private ConfigurableApplicationContext staysOpen() {
    return (ConfigurableApplicationContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ConfigurableApplicationContext.class},
            (_, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(lab, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
