package lab.harmony.pins;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import lab.harmony.models.ModelName;
import lab.harmony.review.ScoresChanged;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.work.JobChanged;
import lab.harmony.work.JobId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Holds against the pins whatever is said to have changed: runs and epochs as they are drawn, runs
/// whose faces somebody scores, and all that was drawn since a pin that is changed. What changes
/// while it works is looked at together, a moment later. What was missed, because the lab was not
/// running, is looked at when it starts.
///
/// A run or a training that cannot be looked at keeps no other from being held: it is tried again a
/// few times, later each time, and then left until something of it changes.
///
/// Only the process that serves pages does, which hears of what others do.
@Component
@ConditionalOnWebApplication
class PinWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(PinWatch.class);
  private static final Duration SOON = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /// What fails so often does not fail for a passing reason.
  private static final int TRIES = 5;

  /// Clocks of machines may differ by so much.
  private static final Duration BACK = Duration.ofMinutes(1);

  private final PinStore pins;
  private final PinChecks checks;
  private final FindingStore findings;
  private final DrawnSince drawn;
  private final TrainingQueue queue;
  private final TrainingShelf trainings;
  private final SeenEpochs epochs;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("pin-watch").factory());

  private final Set<RunId> runs = new LinkedHashSet<>();
  private final Set<String> scored = new LinkedHashSet<>();
  private final Set<JobId> sittings = new LinkedHashSet<>();
  private final Set<PinId> changed = new LinkedHashSet<>();

  /// What is looked at.
  private sealed interface Subject {
    record OfRun(RunId run) implements Subject {}

    /// The epochs that it has drawn since they were looked at last.
    record OfEpochs(ModelName training) implements Subject {}

    /// All of its epochs.
    record OfTraining(String training) implements Subject {}
  }

  /// @param times how often in a row it failed
  /// @param next when it is tried again
  private record Failed(int times, Instant next) {}

  /// What is to be tried again; of the worker alone.
  private final Map<Subject, Failed> failed = new HashMap<>();

  /// When all is to be tried again, where a look failed as a whole; of the worker alone.
  private Optional<Instant> allAt = Optional.empty();

  private Optional<ScheduledFuture<?>> retry = Optional.empty();
  private int looksFailed;

  private final Duration again;
  private boolean missed = true;
  private boolean waiting;
  private volatile boolean running;

  @Autowired
  PinWatch(
      PinStore pins,
      PinChecks checks,
      FindingStore findings,
      DrawnSince drawn,
      TrainingQueue queue,
      TrainingShelf trainings,
      ApplicationEventPublisher events,
      Clock clock) {
    this(pins, checks, findings, drawn, queue, trainings, events, clock, AGAIN);
  }

  /// @param again after how long what failed is tried a second time
  PinWatch(
      PinStore pins,
      PinChecks checks,
      FindingStore findings,
      DrawnSince drawn,
      TrainingQueue queue,
      TrainingShelf trainings,
      ApplicationEventPublisher events,
      Clock clock,
      Duration again) {
    this.again = again;
    this.pins = pins;
    this.checks = checks;
    this.findings = findings;
    this.drawn = drawn;
    this.queue = queue;
    this.trainings = trainings;
    this.epochs = new SeenEpochs(trainings);
    this.events = events;
    this.clock = clock;
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @EventListener
  void drew(RunChanged event) {
    later(() -> runs.add(event.run()));
  }

  @EventListener
  void judged(ScoresChanged event) {
    later(() -> scored.add(event.experiment()));
  }

  @EventListener
  void trained(JobChanged event) {
    if (event.kind().equals(TrainingQueue.KIND)) {
      later(() -> sittings.add(event.job()));
    }
  }

  @EventListener
  void changed(PinsChanged event) {
    later(() -> changed.add(event.pin()));
  }

  private synchronized void later(Runnable note) {
    note.run();
    if (running && !waiting) {
      waiting = true;
      worker.schedule(this::work, SOON.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// What has to be looked at; what comes from now on is looked at with the next.
  private record Due(
      Set<RunId> runs,
      Set<String> scored,
      Set<JobId> sittings,
      Set<PinId> changed,
      boolean missed,
      Instant at) {}

  private synchronized Due due() {
    waiting = false;
    var due =
        new Due(
            new LinkedHashSet<>(runs),
            Set.copyOf(scored),
            Set.copyOf(sittings),
            Set.copyOf(changed),
            missed,
            clock.instant());
    runs.clear();
    scored.clear();
    sittings.clear();
    changed.clear();
    missed = false;
    return due;
  }

  private void work() {
    var due = due();
    try {
      look(due);
      looksFailed = 0;
      allAt = Optional.empty();
    } catch (RuntimeException e) {
      putBack(due);
      // What fails because of an event, before all is to be tried again, is no try.
      if (allAt.isEmpty()) {
        log.warn("What was drawn could not be held against the pins; it is looked at again.", e);
        looksFailed++;
        allAt = Optional.of(clock.instant().plus(later(looksFailed)));
      }
    }
    timer();
  }

  /// Nothing that was due is forgotten because a look at it failed: whichever look comes next
  /// begins where all was held last.
  private synchronized void putBack(Due due) {
    runs.addAll(due.runs());
    scored.addAll(due.scored());
    sittings.addAll(due.sittings());
    changed.addAll(due.changed());
    missed = true;
  }

  /// Twice as long each time, up to a bound.
  private Duration later(int times) {
    return again.multipliedBy(1L << Math.min(times - 1, TRIES - 1));
  }

  /// One timer for all that is to be tried again, the next first; where a look failed as a whole
  /// nothing is tried before that.
  private synchronized void timer() {
    retry.ifPresent(before -> before.cancel(false));
    retry = Optional.empty();
    var next = allAt.or(() -> failed.values().stream().map(Failed::next).min(Instant::compareTo));
    if (running && next.isPresent()) {
      long millis = Math.max(1, Duration.between(clock.instant(), next.get()).toMillis());
      retry = Optional.of(worker.schedule(this::tryAgain, millis, TimeUnit.MILLISECONDS));
    }
  }

  private void tryAgain() {
    allAt = allAt.filter(at -> at.isAfter(clock.instant()));
    work();
  }

  /// Looks at something. What fails because of an event, before it is to be tried again, is no try.
  private void tried(Subject subject, Runnable look) {
    try {
      look.run();
      failed.remove(subject);
    } catch (RuntimeException e) {
      var before = failed.get(subject);
      if (before != null && before.next().isAfter(clock.instant())) {
        return;
      }
      int times = before == null ? 1 : before.times() + 1;
      if (times < TRIES) {
        failed.put(subject, new Failed(times, clock.instant().plus(later(times))));
        log.warn("{} could not be held against the pins; it is tried again.", subject, e);
      } else {
        failed.remove(subject);
        log.error(
            "{} could not be held against the pins {} times; it is left until something of it changes.",
            subject,
            times,
            e);
      }
    }
  }

  /// Those of a kind whose time has come to be tried again.
  private <S extends Subject> List<S> again(Class<S> kind) {
    var now = clock.instant();
    return failed.entrySet().stream()
        .filter(one -> kind.isInstance(one.getKey()) && !one.getValue().next().isAfter(now))
        .map(one -> kind.cast(one.getKey()))
        .toList();
  }

  /// Nothing is looked at while nothing is pinned, and nothing older than the first pin.
  private void look(Due due) {
    var pinned = pins.pinned();
    var first = pinned.stream().map(Pin::pinnedAt).min(Instant::compareTo);
    if (first.isPresent()) {
      var from = since(first.get());
      var changes = changes(pinned, due, from);
      var all = new LinkedHashSet<>(due.runs());
      changes.forEach(pin -> all.addAll(drawn.runs(pin.pinnedAt())));
      due.scored().forEach(experiment -> all.addAll(drawn.heldOf(experiment)));
      if (due.missed()) {
        drawn.scored(from).forEach(experiment -> all.addAll(drawn.heldOf(experiment)));
        all.addAll(drawn.runs(from));
      }
      again(Subject.OfRun.class).forEach(one -> all.add(one.run()));
      all.forEach(
          run -> tried(new Subject.OfRun(run), () -> checks.run(run).ifPresent(checks::keep)));
      trainings(due, !changes.isEmpty());
      // Should the lab stop before what failed is held, all since the mark is looked at when it
      // starts.
      if (failed.isEmpty()) {
        findings.mark(due.at());
      }
    } else {
      failed.clear();
    }
    events.publishEvent(new PinsHeld());
  }

  /// Pins that ask for something else than when all was held against them last; another reason is
  /// nothing else.
  private static List<Pin> changes(List<Pin> pinned, Due due, Instant from) {
    return pinned.stream()
        .filter(pin -> due.missed() || due.changed().contains(pin.id()))
        .filter(pin -> !pin.asksSince().isBefore(from))
        .toList();
  }

  private void trainings(Due due, boolean changes) {
    var drew = new LinkedHashSet<ModelName>();
    due.sittings().forEach(job -> queue.nameOf(job).ifPresent(drew::add));
    again(Subject.OfEpochs.class).forEach(one -> drew.add(one.training()));
    drew.forEach(name ->
        tried(
            new Subject.OfEpochs(name),
            () -> epochs.unseen(name, drawn -> checks.keep(checks.epochs(name.value(), drawn)))));
    var whole = new LinkedHashSet<String>();
    again(Subject.OfTraining.class).forEach(one -> whole.add(one.training()));
    if (due.missed() || changes) {
      whole.addAll(checks.foundTrainings());
      trainings.names().forEach(name -> whole.add(name.value()));
    }
    whole.forEach(name -> tried(new Subject.OfTraining(name), () -> checks.keepWhole(name)));
  }

  private Instant since(Instant first) {
    return findings.mark().map(mark -> mark.minus(BACK)).filter(first::isBefore).orElse(first);
  }

  @Override
  public synchronized void start() {
    running = true;
    waiting = true;
    worker.execute(this::work);
  }

  @Override
  public synchronized void stop() {
    running = false;
    worker.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
