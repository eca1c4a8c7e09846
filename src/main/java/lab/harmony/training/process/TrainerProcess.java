package lab.harmony.training.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.work.process.JavaProgram;
import lab.harmony.work.process.ProcessEnd;
import lab.harmony.work.process.ProcessListener;
import lab.harmony.work.process.SupervisedProcess;

/// The process that works on a training, seen from the program that started it.
public final class TrainerProcess {

  private static final JavaProgram PROGRAM =
      new JavaProgram(TrainerMain.class.getName(), "2g", List.of(), List.of());

  /// After its last word it has only to end.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LinkedBlockingQueue<Heard> waiting = new LinkedBlockingQueue<>();
  private final SupervisedProcess process;

  /// What the process told.
  public sealed interface Heard {
    record Says(TrainerSays what) implements Heard {}

    /// What a library wrote.
    record Complains(String line) implements Heard {}

    record Ends(ProcessEnd end) implements Heard {}

    /// Nothing from the process: somebody asked for something.
    record Asked() implements Heard {}
  }

  public TrainerProcess(DeviceSettings settings) {
    process = SupervisedProcess.start(PROGRAM, settings, new Lines(waiting));
  }

  public long pid() {
    return process.pid();
  }

  public void ask(TrainerAsks what) {
    process.send(TrainerLines.line(what));
  }

  /// What it tells next, if something comes in time.
  public Optional<Heard> next(Duration patience) {
    try {
      return Optional.ofNullable(waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// Ends waiting for what it tells next.
  public void wake() {
    waiting.add(new Heard.Asked());
  }

  /// Makes it keep its state and end.
  public void terminate() {
    process.terminate();
  }

  /// Ends it at once.
  public void destroy() {
    process.destroy();
  }

  public void awaitEnd() {
    process.awaitEnd(PATIENCE);
  }

  private record Lines(LinkedBlockingQueue<Heard> waiting) implements ProcessListener {

    @Override
    public void said(String line) {
      waiting.add(
          TrainerLines.said(line)
              .<Heard>map(Heard.Says::new)
              .orElseGet(() -> new Heard.Complains(line)));
    }

    @Override
    public void complained(String line) {
      waiting.add(new Heard.Complains(line));
    }

    @Override
    public void ended(ProcessEnd end) {
      waiting.add(new Heard.Ends(end));
    }
  }
}
