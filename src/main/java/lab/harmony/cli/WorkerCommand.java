package lab.harmony.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "worker",
    description = "Works off queued runs without serving pages, until it is asked to end.",
    mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    try (var context = LabContext.open()) {
      System.err.println(
          "Waiting for runs. Ctrl-C ends the worker; a run under way continues later.");
      Thread.currentThread().join();
      return 0;
    }
  }
}
