package lab.harmony.cli.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.TrainingShelf.Row;
import lab.harmony.work.Job;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import org.springframework.context.ApplicationContext;

/// Tells a person what a training's job says until it is over, wherever it is worked on. When this
/// process is asked to end, the job is cancelled, and its end is waited for.
public final class JobFollower {

  private static final long LOOK = 200_000_000; // nanoseconds
  private static final Duration MOMENT = Duration.ofSeconds(3);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final JobQueue jobs;
  private final TrainingQueue trainings;
  private final TrainingShelf shelf;
  private final Actor by;
  private final JobId id;
  private final Consumer<String> say;
  private final Signals signals;
  private final long begin = System.nanoTime();
  private int said;
  private long last = System.nanoTime();
  private String doing = "";
  private boolean cancelled;

  public JobFollower(ApplicationContext context, JobId id, Consumer<String> say, Signals signals) {
    this.jobs = context.getBean(JobQueue.class);
    this.trainings = context.getBean(TrainingQueue.class);
    this.by = context.getBean(CurrentPerson.class).actor();
    this.shelf = context.getBean(TrainingShelf.class);
    this.id = id;
    this.say = say;
    this.signals = signals;
  }

  /// The job when it is over.
  public Job toTheEnd() {
    return follow(this::steps);
  }

  /// The same; a trial has no other way to say how far it is than what it does.
  public Job toTheEndOfATrial() {
    return follow(this::doings);
  }

  private Job follow(Runnable further) {
    while (true) {
      var job = jobs.find(id).orElseThrow();
      lines();
      switch (job.state()) {
        case JobState.Queued(var position) -> tell(waits(position));
        case JobState.Running _ -> further.run();
        case JobState.Finished _, JobState.Failed _, JobState.Cancelled _ -> {
          lines();
          return job;
        }
      }
      if (!cancelled && signals.code().isPresent()) {
        cancelled = true;
        jobs.cancel(id, by, "");
      }
      LockSupport.parkNanos(LOOK);
    }
  }

  private String waits(int position) {
    if (position > 1 || jobs.unfinished().size() > 1) {
      return "Waits in line, number %d.".formatted(position);
    }
    return System.nanoTime() - begin > MOMENT.toNanos()
        ? "Waits for the device, on which something else is computed."
        : "";
  }

  private void lines() {
    for (var line : jobs.said(id, said)) {
      said = line.number();
      say.accept(line.line());
    }
  }

  private void doings() {
    trainings.life(id).doing().ifPresent(this::tell);
  }

  private void tell(String what) {
    if (!what.isEmpty() && !what.equals(doing)) {
      say.accept(what);
    }
    doing = what;
  }

  private void steps() {
    if (System.nanoTime() - last < BETWEEN_LINES.toNanos()) {
      return;
    }
    last = System.nanoTime();
    var life = trainings.life(id);
    if (life.state() == TrainingLife.State.RUNNING
        && jobs.find(id).orElseThrow().state() instanceof JobState.Running(var progress)) {
      var left = progress.remaining();
      say.accept(
          "step %d of %d%s%s"
              .formatted(
                  life.steps(),
                  life.total(),
                  loss(),
                  left.map(time -> ", %s left".formatted(Times.about(time))).orElse("")));
    }
  }

  private String loss() {
    return shelf.runningRow().map(Row::loss).filter(OptionalDouble::isPresent).stream()
        .map(loss -> String.format(Locale.ROOT, ", loss %.4f", loss.getAsDouble()))
        .findFirst()
        .orElse("");
  }
}
