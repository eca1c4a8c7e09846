package lab.harmony.cli;

import java.util.concurrent.Callable;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.diffusion.torch.DjlFit;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Needs(Right.KEEP_MACHINE)
@Command(
    name = "worker",
    description = "Works off queued runs without serving pages, until it is asked to end.",
    mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    DjlFit.requireParts();
    try (var context = LabContext.open()) {
      var err = spec.commandLine().getErr();
      err.println("Waiting for runs. Ctrl-C ends the worker; a run under way continues later.");
      err.flush();
      Thread.currentThread().join();
      return 0;
    }
  }
}
