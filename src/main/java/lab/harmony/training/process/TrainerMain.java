package lab.harmony.training.process;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.training.process.TrainerSays.Doing;
import lab.harmony.training.process.TrainerSays.Done;
import lab.harmony.training.process.TrainerSays.Estimated;
import lab.harmony.training.process.TrainerSays.Failed;
import lab.harmony.training.process.TrainerSays.Finished;
import lab.harmony.training.process.TrainerSays.Running;
import lab.harmony.training.process.TrainerSays.Said;
import lab.harmony.training.process.TrainerSays.Step;
import lab.harmony.training.process.TrainerSays.Stopped;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.Wish;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.training.trainer.StopAsked;
import lab.harmony.training.trainer.Trainer;
import lab.harmony.workspace.DataFolder;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// The program of a process that trains: it is asked and answers in lines ([TrainerAsks],
/// [TrainerSays]), and whatever a library prints goes to the error output.
///
/// It ends within a step, with a checkpoint, when it is asked to, by a line or as the system asks
/// (SIGTERM), and when its input ends, because then nobody is left to work for. Ctrl-C in a
/// terminal reaches all processes there; what becomes of this one is said by the one that started
/// it.
final class TrainerMain {

  /// For what can be interrupted, but not at once.
  private static final Duration GRACE = Duration.ofMillis(1500);

  private final PrintStream words;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Optional<Trainer> trainer = Optional.empty();

  private TrainerMain(PrintStream words) {
    this.words = words;
  }

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    var words =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    var lines =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    var program = new TrainerMain(words);
    if (TrainerLines.asked(String.valueOf(lines.readLine())).orElse(new TrainerAsks.Do(Wish.STOP))
        instanceof TrainerAsks.Begin begin) {
      Signal.handle(new Signal("TERM"), _ -> Thread.ofPlatform().daemon().start(program::end));
      Thread.ofPlatform().daemon().name("trainer-asked").start(() -> program.listen(lines));
      program.work(begin);
    }
    System.exit(0);
  }

  private void listen(BufferedReader lines) {
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (TrainerLines.asked(line).orElse(null) instanceof TrainerAsks.Do(var wish)) {
          if (wish == Wish.STOP) {
            Thread.ofPlatform().daemon().start(this::end);
          } else {
            trainer.ifPresent(one -> one.ask(wish)); // told since Running, so it is there
          }
        }
      }
    } catch (IOException nobodyIsLeft) {
      // As when it ends.
    }
    end();
  }

  /// At once where nothing would be lost, else after the step that is being taken, however long
  /// that takes.
  private void end() {
    stop.set(true);
    trainer.ifPresent(one -> one.ask(Wish.STOP));
    try {
      if (!ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)
          && trainer.map(Trainer::leave).orElse(true)) {
        say(new Stopped(0, ""));
        vanish();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The usual way out takes libtorch apart, in which another thread still computes; the system's
  /// own leaves it as it is.
  private static void vanish() {
    try {
      var linker = Linker.nativeLinker();
      linker
          .downcallHandle(
              linker.defaultLookup().findOrThrow("_exit"),
              FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
          .invokeWithArguments(0);
    } catch (Throwable noSuchCall) {
      Runtime.getRuntime().halt(0);
    }
  }

  private void work(TrainerAsks.Begin begin) {
    try {
      Torch.useThreads(begin.threads());
      var data = new DataFolder(begin.data());
      var parts = new TrainerParts(data, begin.order(), begin.pinned(), new Progress());
      var pictures = parts.pictures();
      var made = parts.trainer();
      trainer = Optional.of(made);
      if (begin.estimate()) {
        say(new Estimated(made.estimate(pictures)));
      } else {
        say(trained(made, pictures, begin.order().training(), data));
      }
    } catch (StopAsked asked) {
      say(new Stopped(0, ""));
    } catch (RuntimeException e) {
      say(new Failed(Optional.ofNullable(e.getMessage()).orElseGet(e::toString)));
    } finally {
      ended.countDown();
    }
  }

  private TrainerSays trained(
      Trainer made, Trainer.TrainingPictures pictures, TrainingSpec spec, DataFolder data) {
    return switch (made.run(pictures, stop::get)) {
      case Trainer.Outcome.Finished(var adapter, var evaluations) -> {
        var installed =
            FinishedAdapter.install(
                adapter, spec.name(), data.models(), line -> say(new Said(line)));
        Evaluation.ranking(evaluations).ifPresent(line -> say(new Said(line)));
        yield new Finished(installed);
      }
      case Trainer.Outcome.Stopped(var step, var reason) -> new Stopped(step, reason);
      case Trainer.Outcome.Failed(_, var reason) -> new Failed(reason);
    };
  }

  private synchronized void say(TrainerSays what) {
    words.println(TrainerLines.line(what));
  }

  private final class Progress implements Trainer.Listener {

    @Override
    public void said(String line) {
      say(new Said(line));
    }

    @Override
    public void doing(String what) {
      say(new Doing(what));
    }

    @Override
    public void running(long steps, long total) {
      say(new Running(steps, total));
    }

    @Override
    public void step(LoraTraining.Report report, long total, double secondsPerStep) {
      say(new Step(report.step(), total, secondsPerStep));
    }

    @Override
    public void done(Wish wish) {
      say(new Done(wish));
    }
  }
}
