package lab.harmony.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.accounts.RunningLab;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.cli.terminal.LocalPerson;
import lab.harmony.network.Reach;
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
import picocli.CommandLine.Spec;

@Needs(Right.MANAGE_PEOPLE)
@Command(
    name = "link",
    description = "Prints a link that signs one person in to the running lab, once.",
    mixinStandardHelpOptions = true)
final class LinkCommand implements Callable<Integer> {
  private final Supplier<DataFolder> data;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Option(names = "--port", description = "Port the lab listens on (default: the running lab's).")
  @Nullable Integer port;

  @Option(
      names = "--person",
      description = "Who signs in with it, by name or id (default: the owner of the lab).")
  @Nullable String person;

  LinkCommand() {
    this(() -> HarmonySettings.read().data());
  }

  LinkCommand(Supplier<DataFolder> data) {
    this.data = data;
  }

  @Override
  public Integer call() {
    var folder = data.get();
    var running = RunningLab.of(folder);
    var at =
        port != null
            ? port
            : running.map(RunningLab::port).orElseGet(() -> HarmonySettings.read().port());
    var who =
        person != null ? person : running.map(RunningLab::person).orElse("the owner of the lab");
    var objection = SignInLinks.objection(folder, person != null ? person : "");
    if (objection.isPresent()) {
      throw new ParameterException(spec.commandLine(), objection.get());
    }
    var links = new SignInLinks(folder, Clock.systemUTC(), person != null ? person : "");
    var out = spec.commandLine().getOut();
    var lab =
        running
            .filter(_ -> port == null)
            .flatMap(RunningLab::address)
            .orElseGet(() -> Reach.of(HarmonySettings.read()).address(at));
    out.println(links.issue(lab));
    out.flush();
    var err = spec.commandLine().getErr();
    record(folder, who, err);
    err.printf("It signs %s in once, within %d minutes.%n", who, SignInLinks.LIFE.toMinutes());
    if (running.isEmpty()) {
      err.printf(
          "No lab runs on the data folder %s now; the link works once ./lab start --port %d has"
              + " started one.%n",
          folder.root(), at);
    }
    err.flush();
    return 0;
  }

  /// Whoever may write the data folder may make a link; that they did stands in the trail, where
  /// there is one.
  private static void record(DataFolder folder, String who, PrintWriter err) {
    if (!Files.exists(LabDatabase.of(folder).file())) {
      return;
    }
    AuditTrail.of(folder, Clock.systemUTC())
        .recordOrTell(
            AuditKind.SIGN_IN_LINK_MADE,
            () ->
                AuditEvent.of(
                        AuditKind.SIGN_IN_LINK_MADE,
                        LocalPerson.of(HarmonySettings.read()),
                        AuditSubject.lab())
                    .with("whom", who))
        .ifPresent(err::println);
  }
}
