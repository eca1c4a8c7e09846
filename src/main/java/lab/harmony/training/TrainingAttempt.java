package lab.harmony.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import lab.harmony.models.ModelName;
import lab.harmony.training.process.TrainerAsks;
import lab.harmony.training.process.TrainerProcess;
import lab.harmony.training.process.TrainerProcess.Heard;
import lab.harmony.training.process.TrainerSays;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.work.JobEnd;
import lab.harmony.work.JobId;
import lab.harmony.work.JobRun;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.work.process.ProcessEnd;
import lab.harmony.work.process.ProcessRecord;
import org.jspecify.annotations.Nullable;

/// One worker's work on one sitting: starts its process, asks and hears it, and writes how far it
/// is.
final class TrainingAttempt {

  /// Workers that may be killed one after the other without a single step in between.
  private static final int MOST_TRIES = 3;

  /// How often progress is written, and looked for what other processes asked.
  private static final Duration BEAT = Duration.ofMillis(250);

  /// What is kept when the worker has to end takes a step and a checkpoint.
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private static final int MOST_COMPLAINTS = 200;

  private final JobRun job;
  private final JobId id;
  private final ModelName name;
  private final TrainingOrder order;
  private final TrainingHandler worker;
  private final boolean isEstimate;
  private final WishesToTell wishes = new WishesToTell();
  private long steps;
  private long total;
  private double secondsPerStep;
  private boolean dirty;
  private boolean ours = true;
  private int complaints;
  private Optional<TrainerSays> last = Optional.empty();
  private @Nullable Instant stopBy;
  private volatile @Nullable Thread thread;
  private volatile @Nullable TrainerProcess process;

  TrainingAttempt(JobRun job, ModelName name, TrainingOrder order, TrainingHandler worker) {
    this.job = job;
    this.id = job.job().id();
    this.name = name;
    this.order = order;
    this.worker = worker;
    this.isEstimate = job.job().kind().equals(TrainingHandler.ESTIMATE);
  }

  /// Somebody may have asked for something; what this attempt itself says of the job is nothing
  /// new.
  void wake() {
    var waiting = process;
    if (waiting != null && Thread.currentThread() != thread) {
      waiting.wake();
    }
  }

  JobEnd go() {
    thread = Thread.currentThread();
    var over = true;
    try {
      var came = attempted();
      over = !(came instanceof JobEnd.Stopped);
      return came;
    } finally {
      if (over) {
        write(sittings -> sittings.nothingAsked(id));
      }
    }
  }

  private JobEnd attempted() {
    if (job.countTry() > MOST_TRIES) {
      return new JobEnd.Failed(
          "The worker ended %d times in a row before a step was taken.".formatted(MOST_TRIES));
    }
    if (!isEstimate) {
      makeFolder();
    }
    write(sittings -> sittings.begin(id));
    var settings =
        order.threads().isPresent()
            ? settings().withThreads(order.threads().getAsInt())
            : settings();
    ProcessRecord.read(worker.device().processRecord()).ifPresent(ProcessRecord::end);
    var process = new TrainerProcess(settings);
    this.process = process;
    ProcessRecord.of(process.pid())
        .ifPresent(record -> record.write(worker.device().processRecord()));
    process.ask(
        new TrainerAsks.Begin(
            isEstimate, order, worker.data().root(), settings.threads(), worker.pinned()));
    var end = listen(process);
    process.awaitEnd();
    return ours ? came(end) : new JobEnd.Superseded();
  }

  private DeviceSettings settings() {
    return worker.device().settings();
  }

  private void makeFolder() {
    var folder = worker.data().trainings().resolve(name.value());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be made".formatted(folder), e);
    }
  }

  /// Until the process has ended.
  private ProcessEnd listen(TrainerProcess process) {
    var beat = worker.clock().instant();
    handOverWishes(process); // what was asked before anybody could wake it
    while (true) {
      var heard = process.next(BEAT);
      if (heard.isPresent()) {
        switch (heard.get()) {
          case Heard.Says(var what) -> said(what, process);
          case Heard.Complains(var line) -> complained(line);
          case Heard.Asked _ -> handOverWishes(process);
          case Heard.Ends(var end) -> {
            return end;
          }
        }
      }
      var now = worker.clock().instant();
      if (!ours || stopBy != null && now.isAfter(stopBy)) {
        process.destroy();
      } else if (stopBy == null && job.isStopping()) {
        stopBy = now.plus(STOP_PATIENCE);
        process.terminate();
      }
      if (Duration.between(beat, now).compareTo(BEAT) >= 0) {
        beat = now;
        beat(process);
      }
    }
  }

  private void said(TrainerSays what, TrainerProcess process) {
    switch (what) {
      case TrainerSays.Said(var line) -> {
        job.say(line);
        job.changed();
      }
      case TrainerSays.Doing(var doing) -> {
        write(sittings -> sittings.doing(id, doing));
        job.changed();
      }
      case TrainerSays.Running running -> {
        steps = running.steps();
        total = running.total();
        write(sittings -> sittings.running(id, steps, total));
        wishes.running();
        handOverWishes(process);
        job.changed();
      }
      case TrainerSays.Step step -> {
        if (!dirty && secondsPerStep == 0) {
          job.gotFurther();
        }
        steps = step.step();
        total = step.total();
        secondsPerStep = step.secondsPerStep();
        dirty = true;
      }
      case TrainerSays.Done(var wish) -> {
        wishes.done(wish);
        write(sittings -> sittings.asked(id, wish, false));
        job.changed();
      }
      case TrainerSays.Finished _,
          TrainerSays.Stopped _,
          TrainerSays.Failed _,
          TrainerSays.Estimated _ ->
          last = Optional.of(what);
    }
  }

  private void complained(String line) {
    complaints++;
    if (complaints <= MOST_COMPLAINTS) {
      job.say(line);
    }
  }

  private void beat(TrainerProcess process) {
    if (dirty) {
      dirty = false;
      write(sittings -> sittings.step(id, steps));
      var left = Duration.ofMillis(Math.round(1000 * (total - steps) * secondsPerStep));
      job.progress(Math.min(0.999, (double) steps / Math.max(1, total)), Optional.of(left));
    }
    handOverWishes(process);
  }

  private void handOverWishes(TrainerProcess process) {
    worker
        .sittings()
        .find(id)
        .ifPresent(now ->
            wishes.take(now.wishes()).forEach(wish -> process.ask(new TrainerAsks.Do(wish))));
  }

  private JobEnd came(ProcessEnd end) {
    write(sittings -> sittings.step(id, steps));
    return switch (last.orElse(null)) {
      case TrainerSays.Finished(var adapter) -> {
        write(sittings -> sittings.result(id, adapter.toString()));
        yield new JobEnd.Finished();
      }
      case TrainerSays.Estimated(var estimate) -> {
        write(sittings -> sittings.result(id, KeptEstimates.text(estimate)));
        order.key().ifPresent(key -> worker.estimates().keep(name, key, estimate));
        yield new JobEnd.Finished();
      }
      case TrainerSays.Stopped(_, var reason) when !reason.isEmpty() -> {
        write(sittings -> sittings.endedAs(id, Sitting.STOPPED));
        yield new JobEnd.Failed(reason);
      }
      case TrainerSays.Failed(var reason) -> new JobEnd.Failed(reason);
      case TrainerSays.Stopped _ -> left().orElseGet(JobEnd.Cancelled::new);
      case null, default -> left().orElseGet(() -> interrupted(end));
    };
  }

  /// Why it stopped, where somebody wanted that.
  private Optional<JobEnd> left() {
    if (job.isCancelRequested()) {
      return Optional.of(new JobEnd.Cancelled());
    }
    if (job.isStopping()) {
      write(sittings -> sittings.stopped(id));
      return Optional.of(new JobEnd.Stopped());
    }
    return Optional.empty();
  }

  private JobEnd interrupted(ProcessEnd end) {
    write(sittings -> sittings.endedAs(id, Sitting.INTERRUPTED));
    var words = end.reason("Its process");
    return new JobEnd.Failed(
        end.lastWords().isEmpty() ? words : words + " The last it said:\n" + end.lastWords());
  }

  /// Writes only while no other worker has the job.
  private void write(Consumer<Sittings> what) {
    worker
        .transaction()
        .executeWithoutResult(_ -> {
          ours = ours && job.isOurs();
          if (ours) {
            what.accept(worker.sittings());
          }
        });
  }
}
