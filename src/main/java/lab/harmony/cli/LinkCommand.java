package lab.harmony.cli;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import lab.harmony.accounts.SignInLinks;
import lab.harmony.workspace.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "link",
    description = "Prints a link that signs one person in to the running lab, once.",
    mixinStandardHelpOptions = true)
final class LinkCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port the lab listens on (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--person",
      defaultValue = "${sys:user.name}",
      description = "Who signs in with it (default: ${DEFAULT-VALUE}).")
  String person;

  @Override
  public Integer call() {
    var links = new SignInLinks(DataFolder.open(), Clock.systemUTC(), person);
    System.out.println(links.issue(URI.create("http://127.0.0.1:%d/".formatted(port))));
    System.err.printf("It works once, within %d minutes.%n", SignInLinks.LIFE.toMinutes());
    return 0;
  }
}
