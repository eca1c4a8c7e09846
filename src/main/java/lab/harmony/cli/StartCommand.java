package lab.harmony.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import lab.harmony.HarmonyLab;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.cli.team.TeamOptions;
import lab.harmony.cli.team.TeamSetup;
import lab.harmony.cli.terminal.Rehearsal;
import lab.harmony.diffusion.torch.DjlFit;
import lab.harmony.network.Reach;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.workspace.HarmonySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Needs(Right.KEEP_MACHINE)
@Command(
    name = "start",
    description =
        "Starts the lab with its worker and prints a one-time sign-in link. Takes settings too, for"
            + " instance --harmony.person=Ada.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  private static final Pattern SETTING = Pattern.compile("--[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+=.*");

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Option(names = "--port", description = "Port to listen on (default: server.port, or 8080).")
  @Nullable Integer port;

  @Option(
      names = "--rehearse",
      hidden = true,
      description =
          "Opens the first page once and ends; what the virtual machine keeps of it makes later"
              + " starts faster.")
  boolean rehearse;

  @Option(
      names = "--rehearse-screens",
      hidden = true,
      description = "The same with the screens that people open first.")
  boolean rehearseScreens;

  @Mixin TeamOptions team = new TeamOptions();

  @Unmatched List<String> settings = new ArrayList<>();

  /// Serves until the process is asked to end.
  @Override
  public Integer call() throws IOException, InterruptedException {
    for (var setting : settings) {
      if (!SETTING.matcher(setting).matches()) {
        throw new ParameterException(
            spec.commandLine(),
            "\"%s\" is no setting; they are given as --harmony.person=Ada, see docs/settings.md"
                .formatted(setting));
      }
    }
    team.lost()
        .ifPresent(option -> {
          throw new ParameterException(
              spec.commandLine(), option + " belongs to --team, which is not there");
        });
    DjlFit.requireParts();
    var err = spec.commandLine().getErr();
    if (team.isTeam() && !new TeamSetup(settings(), err).run(team, Optional.ofNullable(port))) {
      return 1;
    }
    var log = settings().data().log();
    err.printf("Starting; the log is %s%n", log);
    err.flush();
    var arguments = new ArrayList<>(settings);
    if (port != null) {
      arguments.add("--server.port=" + port);
    }
    arguments.add("--logging.file.name=" + log);
    arguments.add("--logging.threshold.console=warn");
    var lab = SpringApplication.run(HarmonyLab.class, arguments.toArray(String[]::new));
    if (team.isTeam()) {
      invite(lab);
    }
    if (rehearse || rehearseScreens) {
      if (rehearseScreens) {
        Rehearsal.ofScreens(lab);
      } else {
        Rehearsal.ofFirstPage(lab);
      }
      lab.close();
      return 0;
    }
    Thread.currentThread().join();
    return 0;
  }

  /// What to send to the first colleague.
  private void invite(ConfigurableApplicationContext lab) {
    var invitations = lab.getBean(Invitations.class);
    var life = Duration.ofDays(7);
    var secret = invitations.inviteFirst(life, Actor.of(lab.getBean(People.class).local()));
    var port =
        lab instanceof WebServerApplicationContext web && web.getWebServer() != null
            ? web.getWebServer().getPort()
            : settings().port();
    // To the terminal, not to the log: a log is kept, and a link is a secret.
    System.out.printf(
        "Send this to your first colleague, by a way that only they read: whoever opens it first"
            + " joins as a researcher, once, within %d days.%n  %s%n%n",
        life.toDays(), invitations.link(lab.getBean(Reach.class).address(port), secret));
  }

  private HarmonySettings settings() {
    return HarmonySettings.read(settings.toArray(String[]::new));
  }
}
