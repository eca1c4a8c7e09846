package lab.harmony.cli;

import java.util.concurrent.Callable;
import lab.harmony.HarmonyLab;
import lab.harmony.workspace.DataFolder;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "start",
    description = "Starts the lab with its worker and prints a one-time sign-in link.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port to listen on (default: ${DEFAULT-VALUE}).")
  int port;

  /// Serves until the process is asked to end.
  @Override
  public Integer call() throws InterruptedException {
    var log = DataFolder.open().log();
    System.err.printf("Starting; the log is %s%n", log);
    SpringApplication.run(
        HarmonyLab.class,
        "--server.port=" + port,
        "--logging.file.name=" + log,
        "--logging.threshold.console=warn");
    Thread.currentThread().join();
    return 0;
  }
}
